"""Mail and pages in one file: what the writer wrote, without history, signature and disclaimers."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.errors import InputUnreadable, NoArticle
from briefing.reading.registry import read_article

FIRST = "The ferry to Holm will stop for good at the end of March, the county decided on Tuesday."
SECOND = "Those who live on the island were told of it by a notice on the door of the shop."
OLD = "Has the county said anything about the ferry yet, and do you know when it will?"

HEAD = (
    "From: Tove Lind <tove@example.org>\nTo: per@example.org\nSubject: Re: The ferry\n"
    "Date: Tue, 3 Feb 2026 09:00:00 +0100\n"
)
DISCLAIMER = (
    "________________________________\nThis e-mail is confidential and intended solely for "
    "the person to whom it is addressed."
)


def read(folder: Path, data: str | bytes, name: str = "mail.eml") -> Article:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_article(file)


def texts(article: Article) -> list[str]:
    return [p.text for p in article.paragraphs]


def plain(body: str) -> str:
    return f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{body}"


def html(body: str) -> str:
    return f"{HEAD}Content-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>"


def test_subject_sender_and_date_are_title_author_and_day(tmp_path: Path) -> None:
    article = read(tmp_path, plain(FIRST))
    assert article.title == "The ferry"
    assert article.authors == ("Tove Lind",)
    assert article.published == "2026-02-03"
    assert texts(article) == [FIRST]


def test_encoded_headers_are_decoded_and_a_sender_without_a_name_is_an_address(
    tmp_path: Path,
) -> None:
    head = "From: zoe@example.org\nSubject: =?utf-8?q?F=C3=A4hre?= =?iso-8859-1?q?_nach_=D8?=\n\n"
    article = read(tmp_path, head + FIRST)
    assert article.title == "Fähre nach Ø"
    assert article.authors == ("zoe@example.org",)
    assert article.published is None


@pytest.mark.parametrize(
    "history",
    [
        f"On Mon, 2 Feb 2026 at 18:00, Per Ask <per@example.org> wrote:\n> {OLD}\n>\n> Per",
        f"On Mon, 2 Feb 2026 at 18:00, Per Ask\n<per@example.org> wrote:\n\n> {OLD}",
        f"Am 02.02.26 um 18:00 schrieb Per Ask:\n> {OLD}",
        f"Le lun. 2 févr. 2026 à 18:00, Per Ask <per@example.org> a écrit :\n> {OLD}",
        f"-----Original Message-----\nFrom: Per Ask\nSent: Monday\nTo: Tove\n\n{OLD}",
        f"From: Per Ask\nSent: Monday, 2 February 2026\nTo: Tove Lind\nSubject: Ferry\n\n{OLD}",
        f"> {OLD}\n> {OLD}",
        "-- \nTove Lind\nOster Bell, Mill Lane 3",
        "Kind regards,\nTove Lind\nReporter, Oster Bell\n+47 555 01 23",
        "Sent from my iPhone",
        DISCLAIMER,
        f"Best,\nTove\n\n-- \nTove Lind\n\nOn Monday, Per Ask wrote:\n> {OLD}",
    ],
)
def test_history_signature_and_disclaimer_are_left_out(tmp_path: Path, history: str) -> None:
    article = read(tmp_path, plain(f"{FIRST}\n\n{SECOND}\n\n{history}\n"))
    assert texts(article) == [FIRST, SECOND]


def test_answers_between_quoted_lines_are_kept(tmp_path: Path) -> None:
    body = f"On Monday, Per Ask wrote:\n> {OLD}\n\n{FIRST}\n\n> And the islanders?\n\n{SECOND}\n"
    assert texts(read(tmp_path, plain(body))) == [FIRST, SECOND]


def test_a_mail_that_only_forwards_says_what_it_forwards(tmp_path: Path) -> None:
    body = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Per Ask <per@example.org>\n"
        f"Date: Mon, 2 Feb 2026\nSubject: The ferry\nTo: Tove\n\n{FIRST}\n\n{SECOND}\n"
    )
    assert texts(read(tmp_path, plain(body))) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "write",
    [plain, lambda body: html("".join(f"<p>{line}</p>" for line in body.split("\n") if line))],
    ids=["plain", "html"],
)
def test_what_is_only_passed_on_has_the_author_and_day_of_who_wrote_it(
    tmp_path: Path, write: Callable[[str], str]
) -> None:
    body = (
        "---------- Forwarded message ---------\nFrom: Per Ask <per@example.org>\n"
        "Date: Mon, 2 Feb 2026 at 18:00\nSubject: The ferry\nTo: Tove Lind\n\n"
        f"{FIRST}\n\n{SECOND}\n"
    )
    article = read(tmp_path, write(body))
    assert texts(article) == [FIRST, SECOND]
    assert (article.authors, article.published) == (("Per Ask",), "2026-02-02")


FORWARDED = (
    "From: Per Ask <per@example.org>\nSent: Monday, 2 February 2026 18:00\nTo: Tove Lind\n"
    f"Subject: The ferry\n\n{FIRST}\n\n{SECOND}\n\n{FIRST}\n\n{SECOND}\n"
)
COVER = "Please see below, this is of interest for our meeting."


def test_a_few_words_above_a_forwarded_article_are_not_the_article(tmp_path: Path) -> None:
    head = "From: Tove Lind <tove@example.org>\nSubject: Fwd: The ferry\n\n"
    article = read(tmp_path, f"{head}{COVER}\n\n{FORWARDED}")
    assert texts(article) == [FIRST, SECOND] * 2
    assert (article.authors, article.published) == (("Per Ask",), "2026-02-02")
    assert ("covering words", COVER) in [(r.left_out, r.paragraph.text) for r in article.rows]


def test_the_same_words_above_what_they_answer_are(tmp_path: Path) -> None:
    head = "From: Tove Lind <tove@example.org>\nSubject: Re: The ferry\n\n"
    article = read(tmp_path, f"{head}{COVER}\n\n{FORWARDED}")
    assert texts(article) == [COVER]
    assert article.authors == ("Tove Lind",)


def test_the_head_of_a_forwarded_mail_may_be_one_paragraph_of_a_page(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        html(
            f"<div>{COVER}</div><div class='gmail_quote'><div class='gmail_attr'>---------- "
            "Forwarded message ---------<br>From: <b>Per Ask</b> &lt;per@example.org&gt;<br>"
            "Date: Mon, 2 Feb 2026 at 18:00<br>Subject: The ferry<br>To: Tove<br></div>"
            f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p><p>{SECOND}</p></div>"
        ),
    )
    assert texts(article) == [FIRST, SECOND] * 2
    assert (article.authors, article.published) == (("Per Ask",), "2026-02-02")


def test_what_is_left_out_of_a_mail_keeps_its_place_and_reason(tmp_path: Path) -> None:
    body = (
        f"On Monday, Per Ask wrote:\n> {OLD}\n\n{FIRST}\n\n> And the islanders?\n\n{SECOND}\n\n"
        f"Kind regards,\nTove\n\n{DISCLAIMER}\n"
    )
    rows = [(row.left_out, row.paragraph.text) for row in read(tmp_path, plain(body)).rows]
    assert rows == [
        ("earlier messages", "On Monday, Per Ask wrote:"),
        ("earlier messages", OLD),
        ("", FIRST),
        ("earlier messages", "And the islanders?"),
        ("", SECOND),
        ("signature", "Kind regards, · Tove"),
        ("disclaimer", DISCLAIMER.split("\n")[1]),
    ]


def test_what_is_left_out_of_a_mail_in_html_keeps_its_place_and_reason(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        html(
            "<div style='display:none'>Preview</div><p>View this email in your browser</p>"
            f"<div>{FIRST}</div><p>{SECOND}</p><div class='gmail_signature'>Tove Lind, Oster</div>"
            "<div class='gmail_quote'><div class='gmail_attr'>On Monday, Per wrote:</div>"
            f"<blockquote>{OLD}</blockquote></div><p>To unsubscribe, click here.</p>"
        ),
    )
    assert [(row.left_out, row.paragraph.text) for row in article.rows] == [
        ("newsletter", "View this email in your browser"),
        ("", FIRST),
        ("", SECOND),
        ("signature", "Tove Lind, Oster"),
        ("earlier messages", "On Monday, Per wrote:"),
        ("earlier messages", OLD),
        ("newsletter", "To unsubscribe, click here."),
    ]


def test_words_that_only_look_like_history_stay(tmp_path: Path) -> None:
    lines = [
        "On Monday the county wrote to the islanders that the ferry would stop.",
        "From: this is how the letter began, and nobody understood the rest of it.",
        "Thanks to the shop, everybody knew of it within the hour of its coming.",
    ]
    assert texts(read(tmp_path, plain("\n\n".join(lines)))) == lines


def test_html_mail_loses_its_history_and_signature(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        html(
            f"<div>{FIRST}</div><h2>The notice</h2><p>{SECOND}</p><ul><li>bring a boat</li></ul>"
            "<div class='gmail_signature'>Tove Lind, Oster Bell</div>"
            "<div class='gmail_quote'><div class='gmail_attr'>On Monday, Per wrote:</div>"
            f"<blockquote>{OLD}</blockquote></div>"
        ),
    )
    assert [(p.kind, p.text) for p in article.paragraphs] == [
        (Kind.TEXT, FIRST),
        (Kind.HEADING, "The notice"),
        (Kind.TEXT, SECOND),
        (Kind.LIST, "bring a boat"),
    ]


def test_history_below_the_reply_of_another_program_is_left_out(tmp_path: Path) -> None:
    old = f"<div><b>From:</b> Per<br><b>Sent:</b> Monday<br><b>To:</b> Tove</div><p>{OLD}</p>"
    body = f"<p>{FIRST}</p><div id='appendonsend'></div><hr><div id='divRplyFwdMsg'>{old}</div>"
    assert texts(read(tmp_path, html(f"{body}<p>{OLD}</p>"))) == [FIRST]


def test_an_html_mail_that_only_forwards_is_kept(tmp_path: Path) -> None:
    body = (
        "<div>See below</div><div class='gmail_quote'><div>---------- Forwarded message ---------"
        f"</div><div>{FIRST}</div><div>{SECOND}</div></div>"
    )
    assert FIRST in texts(read(tmp_path, html(body)))


def test_html_is_preferred_and_attachments_are_ignored(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Tove Lind <tove@example.org>", "The ferry"
    message.set_content(f"{FIRST} (in plain text)")
    message.add_alternative(f"<p>{FIRST}</p><blockquote>{SECOND}</blockquote>", subtype="html")
    message.add_attachment(f"Attached: {OLD}", filename="old.txt")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    article = read(tmp_path, bytes(message))
    assert [(p.kind, p.text) for p in article.paragraphs] == [
        (Kind.TEXT, FIRST),
        (Kind.QUOTE, SECOND),
    ]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_transfer_encodings_and_charsets_are_undone(
    tmp_path: Path, encoding: str, charset: str
) -> None:
    text = "Zoë said in the café that the ferry is a “bargain” – for €40 nobody else would sail."
    if charset == "iso-8859-1":
        text = "Zoë said in the café that the ferry is a bargain, for £40 nobody else would sail."
    message = EmailMessage()
    message["From"] = "Tove <tove@example.org>"
    message.set_content(text, charset=charset, cte=encoding)
    assert texts(read(tmp_path, bytes(message))) == [text]


def test_flowed_text_is_joined(tmp_path: Path) -> None:
    head = f"{HEAD}Content-Type: text/plain; charset=utf-8; format=flowed\n\n"
    half = len(FIRST) // 2
    cut = FIRST.rindex(" ", 0, half) + 1
    article = read(tmp_path, f"{head}{FIRST[:cut]}\n{FIRST[cut:]}\n\n{SECOND}\n-- \nTove\n")
    assert texts(article) == [FIRST, SECOND]


def test_a_page_in_one_file_is_read_as_a_page(tmp_path: Path) -> None:
    page = (
        "<html lang=3D'en'><head><title>The ferry</title></head><body><nav><a href=3D'/'>Home</a>"
        f"</nav><article><h1>The ferry</h1><p>{FIRST}</p><p>{SECOND}</p><figure><img src=3D'cid:1'>"
        "<figcaption>The shop</figcaption></figure>"
        f"<p>{OLD}</p></article><footer>Oster Bell</footer></body></html>"
    )
    saved = (
        "From: <Saved by a browser>\nSubject: The ferry\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n'
        "--b\nContent-Type: text/css\n\nbody {color: red; font-family: a very long sentence here}\n"
        "--b\nContent-Type: text/html; charset=utf-8\n"
        "Content-Location: https://bell.example.org/ferry\n"
        f"Content-Transfer-Encoding: quoted-printable\n\n{page}\n"
        "--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n"
    )
    for name in ("page.mht", "page.mhtml"):
        article = read(tmp_path, saved, name)
        assert article.title == "The ferry"
        assert article.url == "https://bell.example.org/ferry"
        assert [(p.kind, p.text) for p in article.paragraphs] == [
            (Kind.TEXT, FIRST),
            (Kind.TEXT, SECOND),
            (Kind.CAPTION, "The shop"),
            (Kind.TEXT, OLD),
        ]


def test_a_bare_page_with_the_ending_of_one_file_is_read(tmp_path: Path) -> None:
    assert texts(read(tmp_path, f"<html><p>{FIRST}</p></html>", "page.mht")) == [FIRST]


# --- hostile and broken ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["mail.eml", "page.mht"])
@pytest.mark.parametrize("data", [b"%PDF-1.7 \x00\xff", b"\x00" * 500, b"\x89PNG\r\n\x1a\n" * 40])
def test_other_files_are_refused_in_one_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises((InputUnreadable, NoArticle)) as error:
        read(tmp_path, data, name)
    assert "\n" not in str(error.value)


def test_an_encrypted_mail_says_so(tmp_path: Path) -> None:
    head = 'Content-Type: multipart/encrypted; boundary="b"; protocol="application/pgp-encrypted"'
    body = "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n"
    with pytest.raises(InputUnreadable) as error:
        read(tmp_path, f"{HEAD}{head}\n\n{body}")
    assert "encrypted" in str(error.value)


def test_a_mail_of_attachments_alone_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(NoArticle) as error:
        read(tmp_path, f"{HEAD}Content-Type: application/pdf\n\n%PDF-1.7")
    assert "attachments" in str(error.value)


def test_the_attachments_of_a_mail_without_text_are_named(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "Tove Lind <tove@example.org>"
    for name in ("Fähre.docx", "plan.pdf"):
        message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    with pytest.raises(NoArticle) as error:
        read(tmp_path, bytes(message))
    assert "only attachments (“Fähre.docx”, “plan.pdf”)" in str(error.value)


def test_a_mail_that_passes_on_another_as_an_attachment_is_read_as_that(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Per Ask <per@example.org>", "The ferry"
    inner.set_content(f"{FIRST}\n\n{SECOND}")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Tove Lind <tove@example.org>", "Fwd: The ferry"
    outer.make_mixed()
    outer.add_attachment(inner)
    assert texts(read(tmp_path, bytes(outer))) == [FIRST, SECOND]


def test_a_few_words_above_an_attached_mail_only_cover_it(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Per Ask <per@example.org>", "The ferry"
    inner["Date"] = "Tue, 3 Feb 2026 09:00:00 +0100"
    inner.set_content(f"{FIRST}\n\n{SECOND}")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Tove Lind <tove@example.org>", "Fwd: have a look"
    outer.set_content("Please read what Per found.")
    outer.add_attachment(inner)
    article = read(tmp_path, bytes(outer))
    assert texts(article) == [FIRST, SECOND]
    assert (article.title, article.authors) == ("The ferry", ("Per Ask",))
    assert article.published == "2026-02-03"
    assert [(left.paragraph.text, left.reason) for left in article.left_out] == [
        ("Please read what Per found.", "covering words")
    ]


def test_a_mail_of_its_own_stays_itself_beside_an_attached_one(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner.set_content(OLD)
    outer = EmailMessage()
    outer.set_content(f"{FIRST}\n\n{SECOND}")
    outer.add_attachment(inner)
    assert texts(read(tmp_path, bytes(outer))) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line", ["The paper is attached, as promised.", "FYI", "Anbei das Papier."]
)
def test_a_mail_that_only_points_to_a_file_names_it(tmp_path: Path, line: str) -> None:
    message = EmailMessage()
    message["From"] = "Tove Lind <tove@example.org>"
    message.set_content(line)
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(
        b"x", maintype="application", subtype="octet-stream", filename="ferry.docx"
    )
    with pytest.raises(NoArticle) as error:
        read(tmp_path, bytes(message))
    assert str(error.value) == (
        "“mail.eml” has only a covering line; save the attached “ferry.docx” and open that."
    )


def test_a_short_article_with_a_file_beside_it_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "Tove Lind <tove@example.org>"
    message.set_content(FIRST)
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="plan.pdf")
    assert texts(read(tmp_path, bytes(message))) == [FIRST]


def test_a_signed_mail_is_read(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        f"{HEAD}Content-Type: multipart/signed; micalg=pgp-sha256; boundary=b; "
        'protocol="application/pgp-signature"\n\n--b\nContent-Type: text/plain\n\n'
        f"{FIRST}\n\n--b\nContent-Type: application/pgp-signature; name=signature.asc\n\n"
        "-----BEGIN PGP SIGNATURE-----\nabc\n--b--\n",
    )
    assert texts(article) == [FIRST]


@pytest.mark.parametrize("depth", [100, 20_000])
@pytest.mark.parametrize("name", ["mail.eml", "page.mht"])
def test_parts_nested_without_end_are_refused(tmp_path: Path, depth: int, name: str) -> None:
    nest = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)
    )
    with pytest.raises(InputUnreadable) as error:
        read(tmp_path, f"{HEAD}{nest}Content-Type: text/plain\n\n{FIRST}\n", name)
    assert "nested" in str(error.value)


@pytest.mark.parametrize(
    "head",
    [
        "From: \nSubject: =?utf-8?b?!!!?=\nContent-Type: text/plain; charset=nonsense",
        "From: a\nDate: 99 Foo 99999 77:00",
        "From: <<<>>>, ,,\nSubject: =?nonsense?q?x?=\nContent-Type: ;;;",
        "Date: Mon, 0 Jan 0000\nContent-Type: text/plain\nContent-Transfer-Encoding: base99",
        "From: a\nContent-Type: multipart/mixed",
        "From: a\nContent-Type: text/plain\nContent-Transfer-Encoding: x-uuencode",
    ],
)
def test_broken_headers_do_no_harm(tmp_path: Path, head: str) -> None:
    assert FIRST in " ".join(texts(read(tmp_path, f"{head}\n\n{FIRST}\n")))


def test_a_deep_html_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable):
        read(tmp_path, html("<div>" * 100_000 + FIRST))
