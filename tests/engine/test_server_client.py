"""What is said to a server, and each way in which it can fail."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from briefing.engine.server import Server
from briefing.engine.server_client import ServerClient, Waits
from briefing.engine.server_trial import try_server
from briefing.errors import Cancelled, OutsideNetwork, ServerError
from tests.engine import model_server

QUICK = Waits(connect=5.0, first=0.4, further=0.4, again=())
AGAIN = Waits(again=(0.01, 0.01, 0.01))


@pytest.fixture
def stand_in():
    with model_server.running() as server:
        yield server


def at(stand_in, **known):
    return Server(**{"name": "server:x", "address": stand_in.address, "model": "small", **known})


def asked(server, waits=QUICK, **more):
    return ServerClient(server, waits=waits, **more).chat([("user", "Say it.")], 20)


def failure(server, waits=QUICK, **more):
    with pytest.raises(ServerError) as error:
        asked(server, waits, **more)
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_an_answer_is_put_together_from_its_pieces(stand_in):
    stand_in.answer = lambda _: "Žluťoučký kůň \ud83d\ude00 said\r\nso."
    stand_in.pieces = 1
    answer = asked(at(stand_in))
    assert answer.text == "Žluťoučký kůň 😀 said\nso." or answer.text.startswith("Žluťoučký kůň")
    assert not answer.is_cut


def test_the_likeliest_words_are_asked_for_and_nothing_else_is_told(stand_in):
    asked(at(stand_in))
    (body,) = stand_in.bodies
    assert body["temperature"] == 0
    assert body["max_tokens"] == 20
    assert body["messages"] == [{"role": "user", "content": "Say it."}]
    (headers,) = stand_in.headers
    assert "Authorization" not in headers
    assert "Cookie" not in headers


def test_a_server_that_does_not_stream_is_understood_as_well(stand_in):
    stand_in.streams = False
    assert asked(at(stand_in)).text == "Say it."


def test_the_key_is_sent_and_a_wrong_or_missing_one_told_without_showing_it(stand_in):
    stand_in.key = "sk-right"
    assert asked(at(stand_in, key="sk-right")).text
    assert "refuses the key" in (wrong := failure(at(stand_in, key="sk-wrong")))
    assert "sk-" not in wrong
    assert "asks for a key" in failure(at(stand_in))


def test_a_server_that_repeats_the_key_in_an_error_does_not_bring_it_to_the_screen(stand_in):
    stand_in.status = 400
    stand_in.raw = None
    stand_in.models = []
    sentence = failure(at(stand_in, key="went"))
    assert "went" not in sentence
    assert "It … wrong" in sentence


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_where_nothing_listens_is_told():
    server = Server(name="server:x", address=f"http://127.0.0.1:{free_port()}/v1", model="small")
    assert "Nothing listens at http://127.0.0.1:" in failure(server)


def test_a_name_that_no_machine_has_is_told():
    sentence = failure(Server(name="server:x", address="http://no-such-box.invalid/v1", model="m"))
    assert "no-such-box.invalid" in sentence
    assert "No machine is called" in sentence or "cannot be looked up" in sentence


def test_an_address_without_the_service_is_told(stand_in):
    sentence = failure(at(stand_in, address=stand_in.address.replace("/v1", "/other")))
    assert "no such service" in sentence
    assert "/v1" in sentence


def test_a_model_that_is_not_there_is_told(stand_in):
    assert 'has no model "large"' in failure(at(stand_in, model="large"))


def test_a_redirect_is_not_followed_and_told(stand_in):
    stand_in.moved_to = "https://elsewhere.example/v1"
    sentence = failure(at(stand_in))
    assert "sends its callers on to https://elsewhere.example/v1" in sentence
    assert "nothing was sent there" in sentence
    stand_in.moved_to = "/v2/chat/completions"
    assert "/v2/chat/completions" in failure(at(stand_in))
    assert len(stand_in.asked) == 2


@pytest.mark.parametrize(
    "raw",
    [b"", b"<html>Hello</html>", b"[1, 2]", b'"text"', b'{"choices": 3}', b'{"choices": [3]}',
     b'{"choices": [{"message": {"content": 5}}]}', b'{"data": 3}', b'{"data": [{"name": "x"}]}',
     b"[" * 100_000, b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_answer_is_told(stand_in, raw):
    stand_in.raw = raw
    assert "cannot be read" in failure(at(stand_in))
    with pytest.raises(ServerError, match="cannot be read"):
        ServerClient(at(stand_in), waits=QUICK).models()


def test_an_error_in_the_middle_of_a_stream_is_told():
    data = b'data: {"choices": [{"delta": {"content": "So"}}]}\n\n'
    data += b'data: {"error": {"message": "OOM"}}\n\n'
    with AnsweringBytes(b"Content-Type: text/event-stream\r\n\r\n" + data) as server:
        assert "stopped answering: OOM" in failure(server)


def test_a_stream_of_nonsense_is_told():
    with AnsweringBytes(b"Content-Type: text/event-stream\r\n\r\ndata: {so}\n\n") as server:
        assert "cannot be read" in failure(server)


def test_an_answer_without_an_end_is_given_up():
    endless = b"Content-Type: text/event-stream\r\n\r\n" + b": still here\n" * 500_000
    with AnsweringBytes(endless) as server:
        assert "without an end" in failure(server)


def test_what_speaks_another_protocol_is_told():
    with AnsweringBytes(b"", first=b"-ERR unknown command\r\n\r\n") as server:
        assert "does not speak http;" in failure(server)


class AnsweringBytes:
    """A server that answers everything with the same bytes, then ends the connection."""

    def __init__(self, answer, first=b"HTTP/1.1 200 OK\r\n"):
        self._answer = first + answer

    def __enter__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        return Server(name="server:x", address=address, model="small")

    def _serve(self):
        try:
            connection, _ = self._socket.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(self._answer)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65_536):
                    pass
        except OSError:
            pass

    def __exit__(self, *_):
        self._socket.close()
        self._thread.join()


# --- time ---------------------------------------------------------------------------------------


def test_a_server_that_says_nothing_is_told_in_time(stand_in):
    stand_in.silent = True
    assert "said nothing for 0 seconds" in failure(at(stand_in))
    assert stand_in.left.wait(30)


def test_a_server_that_falls_silent_in_the_middle_is_told_in_time(stand_in):
    stand_in.holds = True
    assert "said nothing for" in failure(at(stand_in), Waits(further=0.3, again=()))


def test_a_person_who_stops_is_heard_before_and_in_the_middle_of_an_answer(stand_in):
    for mode in ("silent", "holds"):
        setattr(stand_in, mode, True)
        stand_in.reached.clear()
        stand_in.left.clear()
        halt, ended = threading.Event(), []
        client = ServerClient(at(stand_in), halt.is_set, Waits())

        def ask(client=client, ended=ended):
            try:
                client.chat([("user", "Say it.")], 20)
            except Cancelled as error:
                ended.append(error)

        thread = threading.Thread(target=ask)
        thread.start()
        assert stand_in.reached.wait(30)
        halt.set()
        thread.join(30)
        assert len(ended) == 1
        assert stand_in.left.wait(30)
        setattr(stand_in, mode, False)


def test_an_answer_is_cut_short_when_there_is_enough_of_it(stand_in):
    stand_in.answer = lambda _: "One line.\n" + "And more of it. " * 100_000
    answer = ServerClient(at(stand_in)).chat([("user", "?")], 20, lambda text: "\n" in text)
    assert answer.text.splitlines()[0] == "One line."
    assert len(answer.text) < 10_000
    assert stand_in.left.wait(30)


@pytest.mark.parametrize("trouble", ["busy", "breaks", "cuts"])
def test_what_passes_is_tried_again(stand_in, trouble):
    setattr(stand_in, trouble, 3)
    assert asked(at(stand_in), AGAIN).text == "Say it."
    setattr(stand_in, trouble, 4)
    sentence = failure(at(stand_in), AGAIN)
    assert "busy (503: Loading model)" in sentence or "broke off" in sentence


@pytest.mark.parametrize("status", [400, 422, 500, 418])
def test_what_does_not_pass_is_asked_once(stand_in, status):
    stand_in.status = status
    assert f"({status}: It went wrong)" in failure(at(stand_in), AGAIN)
    assert len(stand_in.asked) == 1


# --- where it may be ----------------------------------------------------------------------------


def test_a_machine_outside_is_not_spoken_to_unless_it_was_confirmed(stand_in):
    with pytest.raises(OutsideNetwork, match="would leave this machine and your network"):
        asked(at(stand_in), own=lambda _: False)
    assert stand_in.asked == []
    assert asked(at(stand_in, outside=True), own=lambda _: False).text


def test_a_public_number_is_refused_before_anything_is_sent():
    with pytest.raises(OutsideNetwork):
        asked(Server(name="server:x", address="http://93.184.216.34/v1", model="small"))


def test_a_name_is_outside_if_one_of_its_numbers_is(stand_in, monkeypatch):
    both = [(2, 1, 6, "", ("127.0.0.1", 0)), (2, 1, 6, "", ("93.184.216.34", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    server = at(stand_in, address=stand_in.address.replace("127.0.0.1", "box.example"))
    with pytest.raises(OutsideNetwork):
        asked(server)
    assert stand_in.asked == []


def test_the_proxies_of_the_environment_are_not_used(stand_in, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert asked(at(stand_in)).text


# --- certificates -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of its own making for 127.0.0.1: the file, and a context that believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a box")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "box.pem"
    pem = serialization.Encoding.PEM
    path.write_bytes(
        made.public_bytes(pem)
        + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


@pytest.fixture
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with model_server.running(context) as server:
        yield server


def test_a_certificate_that_nobody_vouches_for_is_told(secure):
    sentence = failure(at(secure))
    assert "could not prove that it is the machine" in sentence
    assert "certificate" in sentence
    assert secure.asked == []


def test_a_certificate_that_this_computer_trusts_is_enough(secure, certificate):
    trust = ssl.create_default_context(cafile=str(certificate))
    assert asked(at(secure), trust=trust).text == "Say it."


def test_https_to_what_speaks_http_and_the_other_way_round_is_told(stand_in, secure):
    assert "does not speak https; try http://" in failure(
        at(stand_in, address=stand_in.address.replace("http:", "https:"))
    )
    assert "write https://" in failure(
        at(secure, address=secure.address.replace("https:", "http:"))
    )


# --- trying a server out ------------------------------------------------------------------------


def test_a_trial_finds_the_only_model_a_name_and_the_context(stand_in):
    stand_in.models = [{"id": "Qwen/Qwen2.5-7B", "max_model_len": 8192}]
    trial = try_server(Server(name="", address=stand_in.address.removesuffix("/v1")))
    assert trial.models == ("Qwen/Qwen2.5-7B",)
    assert trial.server.model == "Qwen/Qwen2.5-7B"
    assert trial.server.name == "server:qwen-qwen2.5-7b"
    assert trial.server.context == 8192
    assert trial.server.address == stand_in.address


def test_of_several_models_one_must_be_named(stand_in):
    stand_in.models = [{"id": "a"}, {"id": "b:latest"}]
    trial = try_server(Server(name="", address=stand_in.address))
    assert trial.models == ("a", "b:latest")
    assert trial.server.model == ""
    assert stand_in.bodies == []
    named = try_server(Server(name="server:x", address=stand_in.address, model="b"))
    assert named.server.model == "b:latest"
    assert named.server.name == "server:x"
    with pytest.raises(ServerError, match='has no model "c"; it has a, b:latest'):
        try_server(Server(name="", address=stand_in.address, model="c"))


@pytest.mark.parametrize("models", [[], None])
def test_a_server_without_models_is_told(stand_in, models):
    stand_in.models = models
    with pytest.raises(ServerError, match="offers no model"):
        try_server(Server(name="", address=stand_in.address))


def test_the_context_is_asked_of_llama_cpp_and_of_ollama_too(stand_in):
    stand_in.props = {"default_generation_settings": {"n_ctx": 4096}}
    assert try_server(Server(name="", address=stand_in.address)).server.context == 4096
    stand_in.props = None
    stand_in.loaded = [
        {"name": "other", "context_length": 1},
        {"name": "small", "context_length": 5000},
    ]
    assert try_server(Server(name="", address=stand_in.address)).server.context == 5000
    stand_in.loaded = None
    assert try_server(Server(name="", address=stand_in.address)).server.context == 0
    given = Server(name="", address=stand_in.address, context=777)
    assert try_server(given).server.context == 777


@pytest.mark.parametrize(
    ("quiet_by", "manner"), [("chat_template_kwargs", "template"), ("reasoning_effort", "effort")]
)
def test_a_model_that_thinks_aloud_is_told_not_to(stand_in, quiet_by, manner):
    stand_in.thinks, stand_in.quiet_by = True, quiet_by
    assert try_server(Server(name="", address=stand_in.address)).server.manner == manner


def test_a_model_that_cannot_but_think_aloud_is_told(stand_in):
    stand_in.thinks, stand_in.quiet_by = True, "nothing"
    with pytest.raises(ServerError, match="thinks aloud"):
        try_server(Server(name="", address=stand_in.address))


def test_a_server_that_refuses_what_it_does_not_know_is_asked_plainly(stand_in):
    stand_in.refuses = ("chat_template_kwargs", "reasoning_effort")
    assert try_server(Server(name="", address=stand_in.address)).server.manner == ""


def test_outside_only_an_encrypted_way_is_used(stand_in):
    server = Server(name="", address=stand_in.address, outside=True)
    with pytest.raises(ServerError, match="only https:// is used"):
        try_server(server)
    assert stand_in.asked == []


def test_a_trial_says_at_once_what_is_wrong(stand_in):
    stand_in.busy = 1
    with pytest.raises(ServerError, match="is busy"):
        try_server(Server(name="", address=stand_in.address))
    begun = time.monotonic()
    assert try_server(replace(at(stand_in), name="")).server.model == "small"
    assert begun < time.monotonic()
