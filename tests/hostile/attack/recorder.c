/* Loaded before the C library (LD_PRELOAD), it writes down all that a program does to the files of a folder.
 *
 * JUDGING_RECORD_FOLDER   the folder; JUDGING_RECORD   the journal, outside of it
 *
 * Each record of the journal is a `struct head`, a path, a second path or the bytes written. A record is made once
 * the call has come back; `begun` is how long the journal was when it was made, which tells what an fsync covers.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct head {
    int64_t begun, ns, inode, offset; /* offset: of a write; the new length for a truncation */
    int32_t what, path, rest;         /* what: a letter; the others: lengths in bytes */
    int32_t unused;
};

static int journal = -1;
static const char *folder;
static size_t folder_length;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("JUDGING_RECORD");
    folder = getenv("JUDGING_RECORD_FOLDER");
    if (!path || !folder) return;
    folder_length = strlen(folder);
    journal = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) {
    return journal >= 0 && !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static int64_t now_long(void) {
    struct stat found;
    return journal >= 0 && !fstat(journal, &found) ? found.st_size : 0;
}

static void note(char what, int64_t begun, int64_t inode, int64_t offset, const char *path, const void *rest, size_t length) {
    int kept = errno;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct head head = {begun, now.tv_sec * 1000000000LL + now.tv_nsec, inode, offset,
                        what, (int32_t)strlen(path), (int32_t)length, 0};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, strlen(path)}, {(void *)rest, length}};
    syscall(SYS_writev, journal, parts, 3);
    errno = kept;
}

/* The path of an open file of ours, or NULL. */
static char *path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    return is_ours(path) ? path : NULL;
}

static char *whole(int at, const char *path, char *found) {
    char base[PATH_MAX] = "";
    if (path[0] == '/') snprintf(found, PATH_MAX, "%s", path);
    else {
        if (at == AT_FDCWD) { if (!getcwd(base, sizeof base)) return NULL; }
        else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", at);
            ssize_t length = readlink(link, base, sizeof base - 1);
            if (length <= 0) return NULL;
        }
        if (snprintf(found, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return NULL;
    }
    return is_ours(found) ? found : NULL;
}

static int64_t inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : (int64_t)found.st_ino;
}

static int opened(int at, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    struct stat before;
    int64_t begun = now_long();
    int ours = journal >= 0 && (flags & (O_CREAT | O_TRUNC)) && whole(at, name, path) != NULL;
    int is_new = ours && fstatat(at, name, &before, 0);
    int fd = (int)syscall(SYS_openat, at, name, flags | O_LARGEFILE, mode);
    if (fd >= 0 && ours) {
        if (is_new) note('C', begun, inode_of(fd), 0, path, "", 0);
        else if (flags & O_TRUNC) note('T', begun, inode_of(fd), 0, path, "", 0);
    }
    return fd;
}

#define OPEN(NAME) \
    int NAME(const char *name, int flags, ...) { \
        va_list rest; va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); return opened(AT_FDCWD, name, flags, mode); }
#define OPENAT(NAME) \
    int NAME(int at, const char *name, int flags, ...) { \
        va_list rest; va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); return opened(at, name, flags, mode); }
OPEN(open) OPEN(open64) OPENAT(openat) OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t length) {
    int64_t begun = now_long();
    ssize_t done = syscall(SYS_write, fd, data, length);
    char path[PATH_MAX];
    if (done > 0 && journal >= 0 && path_of(fd, path))
        note('W', begun, inode_of(fd), lseek(fd, 0, SEEK_CUR) - done, path, data, (size_t)done);
    return done;
}

static ssize_t written_at(int fd, const void *data, size_t length, off_t offset) {
    int64_t begun = now_long();
    ssize_t done = syscall(SYS_pwrite64, fd, data, length, offset);
    char path[PATH_MAX];
    if (done > 0 && journal >= 0 && path_of(fd, path)) note('W', begun, inode_of(fd), offset, path, data, (size_t)done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written_at(fd, data, length, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return written_at(fd, data, length, at); }

static int truncated(int fd, off_t length) {
    int64_t begun = now_long();
    int wrong = (int)syscall(SYS_ftruncate, fd, length);
    char path[PATH_MAX];
    if (!wrong && journal >= 0 && path_of(fd, path)) note('T', begun, inode_of(fd), length, path, "", 0);
    return wrong;
}
int ftruncate(int fd, off_t length) { return truncated(fd, length); }
int ftruncate64(int fd, off64_t length) { return truncated(fd, length); }

static int synced(int call, int fd) {
    int64_t begun = now_long();
    int wrong = (int)syscall(call, fd);
    char path[PATH_MAX];
    struct stat found;
    if (!wrong && journal >= 0 && path_of(fd, path) && !fstat(fd, &found))
        note(S_ISDIR(found.st_mode) ? 'D' : 'S', begun, (int64_t)found.st_ino, 0, path, "", 0);
    return wrong;
}
int fsync(int fd) { return synced(SYS_fsync, fd); }
int fdatasync(int fd) { return synced(SYS_fdatasync, fd); }

static int renamed(int from, const char *old, int to, const char *new) {
    char a[PATH_MAX], b[PATH_MAX];
    int64_t begun = now_long();
    int ours = journal >= 0 && whole(from, old, a) && whole(to, new, b);
    int wrong = (int)syscall(SYS_renameat2, from, old, to, new, 0);
    if (!wrong && ours) note('R', begun, 0, 0, a, b, strlen(b));
    return wrong;
}
int rename(const char *old, const char *new) { return renamed(AT_FDCWD, old, AT_FDCWD, new); }
int renameat(int from, const char *old, int to, const char *new) { return renamed(from, old, to, new); }

static int unlinked(int at, const char *name, int flags) {
    char path[PATH_MAX];
    int64_t begun = now_long();
    int ours = journal >= 0 && whole(at, name, path) != NULL;
    int wrong = (int)syscall(SYS_unlinkat, at, name, flags);
    if (!wrong && ours) note('U', begun, 0, 0, path, "", 0);
    return wrong;
}
int unlink(const char *name) { return unlinked(AT_FDCWD, name, 0); }
int unlinkat(int at, const char *name, int flags) { return unlinked(at, name, flags); }

/* Not seen here: whoever calls them falls back to writing. */
ssize_t sendfile(int a, int b, off_t *c, size_t d) { (void)a, (void)b, (void)c, (void)d; errno = EINVAL; return -1; }
ssize_t sendfile64(int a, int b, off64_t *c, size_t d) { (void)a, (void)b, (void)c, (void)d; errno = EINVAL; return -1; }
