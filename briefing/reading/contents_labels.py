"""The labels that stand over a contents list, in the languages that articles are read in."""

from __future__ import annotations

import re

_THING = (
    r"(?:article|story|report|guide|page|post|blog(?: post)?|issue|section|briefing|paper|document"
    r"|chapter|edition|feature|piece|newsletter|analysis|explainer|study|review|interview|dossier"
    r"|memo|note|book|brochure|leaflet|profile|essay|update|fact ?sheet)"
)
_SURE = (
    # English
    r"(?:the )?(?:table|list|index|summary) of contents",
    rf"(?:{_THING} )?contents(?: page| list)?(?: (?:of|in) (?:this|the) {_THING})?",
    r"toc",
    rf"(?:more |also )?(?:in|inside) (?:this|our|today['’]s) {_THING}",
    r"on (?:this|our) (?:page|post|article|site)",
    (
        r"(?:jump|skip|go|navigate|scroll|move|click|tap)(?: (?:straight|directly|ahead|down|right"
        r"|quickly|through))? to(?: (?:a|the|any|each|your))?(?: (?:section|part|chapter|topic"
        rf"|heading|content)s?)?(?: (?:of|in|on) (?:this|the) {_THING})?"
    ),
    r"(?:jump|skip) (?:ahead|links?|menu)",
    rf"navigate (?:this|the) {_THING}",
    (
        r"(?:use|click|tap|follow|select|choose)\b[^.!?]{0,40}\b(?:jump|skip|navigate|go) "
        r"(?:ahead|to [^.!?]{0,20}\b(?:section|part|chapter|topic)s?)"
    ),
    rf"(?:sections|chapters)(?: (?:in|of|on) (?:this|the) {_THING})?",
    rf"(?:quick|{_THING}) (?:navigation|sections|outline|map)",
    # German
    r"inhalt(?:s(?:verzeichnis|übersicht|angabe))?(?: de[rs] (?:seite|artikels|beitrags))?",
    r"in diesem (?:artikel|beitrag|bericht|text|dokument|dossier|heft)",
    r"in dieser (?:ausgabe|geschichte|reportage|analyse|studie)",
    r"auf dieser seite",
    (
        r"(?:(?:springe|springen sie|gehe|gehen sie|weiter)(?: direkt)?|direkt) zu(?:m|r)?"
        r"(?: (?:abschnitt|kapitel))?"
    ),
    r"(?:abschnitte|kapitel)(?:übersicht)?",
    # French
    r"(?:au )?sommaire(?: de (?:cet article|ce dossier|la page))?|table des matières",
    r"dans (?:cet article|ce (?:dossier|rapport|document|numéro)|cette page)|sur cette page",
    r"(?:aller|accéder)(?: directement)? à(?: la section)?|accès (?:direct|rapide)(?: à)?",
    # Spanish and Portuguese
    r"índice(?: de contenidos?)?|(?:tabla de )?contenidos?|sumario|sumário|conteúdos?",
    r"en (?:este (?:artículo|informe|reportaje|documento)|esta página)",
    r"n(?:este (?:artigo|texto|relatório)|esta (?:página|matéria))",
    r"(?:ir|saltar|vaya|ve|pular|salte)(?: directamente)? (?:a(?: la sección)?|para)",
    # Italian
    r"indice(?: dei contenuti)?|sommario|contenuti",
    r"in (?:questo (?:articolo|documento|rapporto)|questa pagina)",
    r"(?:vai|salta|passa) (?:direttamente )?a(?:lla sezione)?",
    # Dutch
    r"inhoud(?:sopgave)?|in dit (?:artikel|rapport|verhaal|dossier|nummer)|op deze pagina",
    r"(?:ga|spring) (?:direct )?naar",
    # Swedish, Norwegian, Danish, Finnish
    r"inn?ehåll(?:sförteckning)?|innhold(?:sfortegnelse)?|indhold(?:sfortegnelse)?",
    r"i (?:den här artikeln|denna artikel|denne (?:artikkelen|artiklen|saken|artikel))",
    r"på (?:den här sidan|denna sida|denne siden?)",
    r"(?:hoppa|hopp|gå|spring)(?: direkt[e]?)? til(?:l)?",
    r"sisällys(?:luettelo)?|tässä (?:artikkelissa|jutussa)|siirry(?: kohtaan)?",
    # Polish, Czech, Hungarian, Turkish, Greek, Russian, Ukrainian
    r"spis treści|w tym (?:artykule|tekście|raporcie)|na tej stronie|przejdź do",
    r"obsah(?: článku)?|v tomto článku|na této stránce|přejít na",
    r"tartalom(?:jegyzék)?|ebben a cikkben|içindekiler|bu (?:yazıda|makalede|haberde)",
    r"περιεχόμενα|σε αυτό το άρθρο",
    r"содержание|оглавление|в этой статье|на этой странице|перейти к",
    r"зміст|у цій статті|на цій сторінці|перейти до",
    # Chinese, Japanese, Korean, Arabic, Hebrew
    r"(?:本文)?目[录錄次]|(?:この記事の)?目次|この記事の内容|목차",
    r"المحتويات|في هذ[اه] المقالة?|תוכן(?: העניינים)?",
)
# These stand over lists of statements just as often: the entries must then be beyond doubt.
_WEAK = (
    r"(?:here['’]?s |here is )?what (?:you (?:need|have) to know|we (?:cover|look at|discuss))",
    (
        r"(?:here['’]?s |here is )?what (?:you(?:['’]ll| will| can)?|to) "
        r"(?:read|learn|find|see|expect)"
        rf"(?: (?:here|below|inside|(?:in|on|from) (?:this|the) {_THING}))?"
    ),
    rf"(?:what is|what['’]s) (?:inside|covered|to come|here|ahead|in (?:this|the) {_THING})",
    rf"this {_THING} (?:covers|contains|includes|explains|looks at)",
    r"everything you need to know|the key topics|(?:key )?topics(?: covered| in this \w+)?",
    r"overview|outline|(?:story|article) (?:overview|plan)|at a glance|quick links|in brief|inside",
    r"read about|this (?:week|month)|index|plan",
    r"übersicht|überblick|themen(?:übersicht)?|darum geht es|worum es geht|auf einen blick",
    r"das wichtigste(?: im überblick| in kürze)?|l['’]essentiel|à lire|temas|argomenti|onderwerpen",
)
_END = r"\s*[:：]?$"
_SURE_LABEL = re.compile(rf"^(?:{'|'.join(_SURE)}){_END}", re.IGNORECASE)
_WEAK_LABEL = re.compile(rf"^(?:{'|'.join(_WEAK)}){_END}", re.IGNORECASE)
_TOP = re.compile(
    r"^\W*(?:(?:back|return) to (?:the )?)?top\W*$|^\(?(?:nach oben|anfang)\)?$", re.IGNORECASE
)
_LONGEST = 80
# Pictures, arrows and strokes around a label.
_ORNAMENT = re.compile(r"^[^\w¿¡]+|[^\w:：.!?…]+$")


def is_contents_label(text: str) -> bool:
    """Whether a line is the label of a contents list and of nothing else."""
    return _matches(_SURE_LABEL, text)


def is_any_label(text: str) -> bool:
    """Whether a line may be the label of a contents list."""
    return is_contents_label(text) or _matches(_WEAK_LABEL, text)


def is_way_to_top(text: str) -> bool:
    """Whether an entry of a list leads to the top of the page and to no section."""
    return bool(_TOP.match(text.strip()))


def label_and_rest(text: str) -> tuple[str, str]:
    """The label in front of a line ("In this article: …"), empty if there is none, and the rest."""
    head, colon, rest = text.partition(":")
    return (head, rest.strip()) if colon and rest and is_any_label(head) else ("", text)


def _matches(pattern: re.Pattern[str], text: str) -> bool:
    bare = _ORNAMENT.sub("", text)
    return 0 < len(bare) <= _LONGEST and bool(pattern.match(bare))
