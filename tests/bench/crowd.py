"""Websocket viewers and HTTP clients in one epoll loop: cheaper than any server it is held against."""

import select
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

TEXT, CLOSE, PING = 0x81, 0x88, 0x89
PONG = b"\x8a\x84\0\0\0\0"  # masked with zeros: the payload follows as it came
KEY = "dGhlIHNhbXBsZSBub25jZQ=="  # the sample of RFC 6455
PATIENCE_S = 20.0

Request = tuple[socket.socket, bytes]


class Timing(NamedTuple):
    """Seconds since the trigger: to each request's answer, and to the last viewer's message."""

    answers: list[float]
    last: float


def handshake(port: int, path: str, cookie: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Cookie: {cookie}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\n\r\n"
    ).encode()


def post(port: int, path: str, cookie: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def connect(port: int) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port))
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def frame_bytes(data: bytes) -> int:
    """Length of the first frame in *data* with its head; 0 while that is not all there."""
    if len(data) < 2:
        return 0
    size = data[1]
    if size < 126:
        return size + 2
    if size == 126:
        return int.from_bytes(data[2:4], "big") + 4 if len(data) >= 4 else 0
    return int.from_bytes(data[2:10], "big") + 10 if len(data) >= 10 else 0


class Crowd:
    """*count* viewers of one topic, connected one after the other."""

    def __init__(
        self,
        port: int,
        path: str = "/live",
        cookie: str = "",
        count: int = 0,
        beside: Iterable["Crowd"] = (),  # who are there already, and answer pings while we come
    ) -> None:
        self.port = port
        self.text_bytes = 0  # of the message that came last
        self._poll = select.epoll()
        self._viewers: dict[int, socket.socket] = {}
        self._rest: dict[int, bytes] = {}  # bytes of an unfinished frame
        asking = handshake(port, path, cookie)
        for n in range(count):
            if n % 100 == 0:
                for crowd in beside:
                    crowd.settle(0)
            viewer = connect(port)
            viewer.sendall(asking)
            answer = b""
            while b"\r\n\r\n" not in answer:
                answer += viewer.recv(65536)
            assert answer.startswith(b"HTTP/1.1 101"), answer
            viewer.setblocking(False)
            self._viewers[viewer.fileno()] = viewer
            self._hear(viewer.fileno(), answer.partition(b"\r\n\r\n")[2])
            self._poll.register(viewer, select.EPOLLIN)

    def settle(self, quiet_s: float = 0.05) -> None:
        """Take whatever is still on its way, until nothing has come for *quiet_s*."""
        while events := self._poll.poll(quiet_s):
            for fd, _ in events:
                self._take(fd)

    def time(
        self, trigger: Callable[[], object], requests: Sequence[Request] = (), viewers: int = 1
    ) -> Timing:
        """Pull *trigger*, send *requests*, wait for all answers and for *viewers* messages to each viewer."""
        waiting = {client.fileno(): n for n, (client, _) in enumerate(requests)}
        answers = [0.0] * len(requests)
        due = viewers * len(self._viewers)
        for client, _ in requests:
            self._poll.register(client, select.EPOLLIN)
        begin = now = time.perf_counter()
        trigger()
        for client, text in requests:
            client.sendall(text)
        while due > 0 or waiting:
            for fd, _ in self._poll.poll(PATIENCE_S):
                if fd in self._viewers:
                    due -= self._take(fd)
                else:
                    client = requests[waiting[fd]][0]
                    accepted(client)
                    answers[waiting.pop(fd)] = time.perf_counter() - begin
            now = time.perf_counter()
            assert now - begin < PATIENCE_S, f"{due} messages and {len(waiting)} answers never came"
        for client, _ in requests:
            self._poll.unregister(client)
        return Timing(answers, now - begin)

    def close(self) -> None:
        for viewer in self._viewers.values():
            viewer.close()
        self._poll.close()

    def _take(self, fd: int) -> int:
        """Read what has come for one viewer; how many messages it completed."""
        data = self._viewers[fd].recv(1 << 18)
        assert data, "the server has closed a viewer's connection"
        return self._hear(fd, data)

    def _hear(self, fd: int, data: bytes) -> int:
        if fd in self._rest:
            data = self._rest.pop(fd) + data
        messages = 0
        while data:
            length = frame_bytes(data)
            if not 0 < length <= len(data):
                self._rest[fd] = data
                break
            if data[0] == TEXT:
                messages += 1
                self.text_bytes = length - (2 if length < 128 else 4 if length < 65_540 else 10)
            elif data[0] == PING:
                self._viewers[fd].send(PONG + data[2:length])
            else:
                raise AssertionError(f"the server has closed a viewer: {data[:length]!r}")
            data = data[length:]
        return messages


def accepted(client: socket.socket) -> bytes:
    """The body of the HTTP answer that has begun to come. Anything but a 200 ends the run."""
    answer = client.recv(65536)
    while b"\r\n\r\n" not in answer:
        answer += client.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += client.recv(65536)
    assert head.startswith(b"HTTP/1.1 200"), answer
    return body


def storm(port: int, path: str, cookie: str, count: int) -> float:
    """Seconds until each of *count* clients that connect at once has got one whole message."""
    poll, clients = select.epoll(), {}
    asking = handshake(port, path, cookie)
    begin = time.perf_counter()
    for _ in range(count):
        client = socket.socket()
        client.setblocking(False)
        client.connect_ex(("127.0.0.1", port))
        clients[client.fileno()] = client
        poll.register(client, select.EPOLLOUT)
    got: dict[int, bytes] = {}
    left = count
    while left:
        events = poll.poll(PATIENCE_S)
        assert events, f"{left} clients got nothing"
        for fd, event in events:
            if event & select.EPOLLOUT:
                clients[fd].sendall(asking)
                poll.modify(fd, select.EPOLLIN)
                continue
            data = got.get(fd, b"") + clients[fd].recv(1 << 18)
            frame = data.partition(b"\r\n\r\n")[2]
            if 0 < frame_bytes(frame) <= len(frame):
                poll.unregister(fd)
                left -= 1
                data = b""
            got[fd] = data
    took = time.perf_counter() - begin
    for client in clients.values():
        client.close()
    poll.close()
    return took
