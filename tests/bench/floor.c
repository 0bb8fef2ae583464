/* The least a server can do: an epoll loop that writes the same bytes to the same sockets.
 *
 * floor SIZE GREET    prints its port, then obeys lines on standard input:
 *   go   write one frame of SIZE bytes to every websocket
 *   cpu  print the CPU seconds used so far
 * A GET becomes a websocket (with GREET = 1 it is sent a frame at once); a POST is answered with a canned receipt.
 * Ends with its standard input.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_FD 65536
static const char SWITCHED[] =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
static const char RECEIPT[] =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 51\r\n\r\n"
    "{\"position\":12345,\"at\":\"2026-11-20T06:03:22.123Z\"}\n";

static char *frame;
static size_t length;
static char is_viewer[MAX_FD];
static size_t unsent[MAX_FD]; /* bytes of the last frame a slow viewer still has to get */
static int top, poller;

static void watch(int fd, int how, unsigned events) {
    struct epoll_event event = {.events = events, .data.fd = fd};
    epoll_ctl(poller, how, fd, &event);
}

static void push(int fd, size_t left) {
    ssize_t sent = send(fd, frame + length - left, left, MSG_NOSIGNAL | MSG_DONTWAIT);
    unsent[fd] = left - (sent > 0 ? (size_t)sent : 0);
    if (unsent[fd]) watch(fd, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
}

static void drop(int fd) {
    is_viewer[fd] = 0;
    unsent[fd] = 0;
    close(fd);
}

static void answer(int fd, int greet) {
    char request[4096];
    ssize_t got = recv(fd, request, sizeof request, 0);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) drop(fd);
    } else if (!strncmp(request, "POST", 4)) {
        send(fd, RECEIPT, sizeof RECEIPT - 1, MSG_NOSIGNAL);
    } else if (!strncmp(request, "GET", 3)) {
        send(fd, SWITCHED, sizeof SWITCHED - 1, MSG_NOSIGNAL);
        is_viewer[fd] = 1;
        if (fd > top) top = fd;
        if (greet) push(fd, length);
    } /* anything else is what a page says: pongs and beats */
}

static void welcome(int listener) {
    int fd, on = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(fd, EPOLL_CTL_ADD, EPOLLIN);
    }
}

static void obey(void) {
    char line[16];
    struct rusage used;
    ssize_t got = read(0, line, sizeof line);
    if (got <= 0) exit(0);
    if (line[0] == 'g') {
        for (int fd = 0; fd <= top; fd++)
            if (is_viewer[fd]) push(fd, length);
    } else {
        getrusage(RUSAGE_SELF, &used);
        printf("%.6f\n", (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                             (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6);
    }
}

int main(int argc, char **argv) {
    size_t size = argc > 1 ? strtoul(argv[1], NULL, 10) : 600;
    int greet = argc > 2 && argv[2][0] == '1', on = 1;
    size_t head = size < 126 ? 2 : size < 65536 ? 4 : 10;
    length = head + size;
    frame = malloc(length);
    memset(frame, 'x', length);
    frame[0] = (char)0x81;
    frame[1] = (char)(head == 2 ? size : head == 4 ? 126 : 127);
    for (size_t i = 2; i < head; i++) frame[i] = (char)(size >> (8 * (head - 1 - i)));

    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length_of_address = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    bind(listener, (struct sockaddr *)&address, sizeof address);
    listen(listener, 4096);
    getsockname(listener, (struct sockaddr *)&address, &length_of_address);
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("%d\n", ntohs(address.sin_port));

    poller = epoll_create1(0);
    watch(listener, EPOLL_CTL_ADD, EPOLLIN);
    watch(0, EPOLL_CTL_ADD, EPOLLIN);
    struct epoll_event events[512];
    for (;;) {
        int count = epoll_wait(poller, events, 512, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) welcome(listener);
            else if (fd == 0) obey();
            else {
                if (events[i].events & EPOLLOUT && unsent[fd]) {
                    push(fd, unsent[fd]);
                    if (!unsent[fd]) watch(fd, EPOLL_CTL_MOD, EPOLLIN);
                }
                if (events[i].events & EPOLLIN) answer(fd, greet);
            }
        }
    }
}
