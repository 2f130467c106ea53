/* A disk that can lose power, for one process: preload this, and what was not synced can be taken away afterwards.

   Files in POWER_FOLDER are written as ever. Only when one is synced does what was written to it reach the file of the
   same name in POWER_DISK: that is what would still be there if the power went now. Names are changed and taken away on
   the disk at once, as a journal of a file system does. At the POWER_ENDS_AT-th operation on files of the folder the
   process is killed; how many there were is in POWER_COUNTED when it ends by itself. SQLite's -shm is no file: it is
   memory that processes share, and made anew after a start.

   While there is a file POWER_FULL, the disk has no space left. The file POWER_CLOCK may hold by how many seconds the
   machine's clock is wrong. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MOST 64
static struct { ino_t inode; off_t from, to; char name[NAME_MAX + 1]; } files[MOST];
static int known, counted;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void count(void) {
  const char *ends = getenv("POWER_ENDS_AT");
  if (++counted == (ends ? atoi(ends) : -1)) kill(getpid(), SIGKILL);
}

/* The file's place in the table, or -1 for one that is not in the folder. */
static int find(int fd) {
  struct stat is;
  char link[64], path[PATH_MAX];
  const char *folder = getenv("POWER_FOLDER");
  if (!folder || fstat(fd, &is) || !S_ISREG(is.st_mode)) return -1;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return -1;
  path[length] = 0;
  size_t n = strlen(folder);
  if (strncmp(path, folder, n) || path[n] != '/' || strchr(path + n + 1, '/') || strstr(path, "-shm")) return -1;
  if (strstr(path, " (deleted)")) return -1;
  for (int i = 0; i < known; i++)
    if (files[i].inode == is.st_ino && !strcmp(files[i].name, path + n + 1)) return i;
  if (known == MOST) abort();
  files[known].inode = is.st_ino;
  files[known].from = files[known].to = 0;
  strcpy(files[known].name, path + n + 1);
  return known++;
}

static void written(int fd, off_t at, off_t length) {
  pthread_mutex_lock(&lock);
  int i = find(fd);
  if (i >= 0) {
    count();
    if (files[i].from == files[i].to) files[i].from = at, files[i].to = at + length;
    if (at < files[i].from) files[i].from = at;
    if (at + length > files[i].to) files[i].to = at + length;
  }
  pthread_mutex_unlock(&lock);
}

/* The name of a path in the folder, or NULL. */
static const char *name_of(const char *path) {
  const char *folder = getenv("POWER_FOLDER");
  size_t n = folder ? strlen(folder) : 0;
  return n && !strncmp(path, folder, n) && path[n] == '/' && !strchr(path + n + 1, '/') ? path + n + 1 : NULL;
}

static void on_disk(char *path, const char *name) {
  const char *disk = getenv("POWER_DISK");
  if (!disk) abort();
  snprintf(path, PATH_MAX, "%s/%s", disk, name);
}

static void synced(int fd) {
  pthread_mutex_lock(&lock);
  int i = find(fd);
  if (i >= 0) {
    char path[PATH_MAX], block[65536], self[64];
    struct stat is;
    count();
    on_disk(path, files[i].name);
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    /* Read through the same descriptor: to open a file again and close it drops all locks SQLite has on it. */
    int can_read = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDWR;
    int from = can_read ? fd : (int)syscall(SYS_openat, AT_FDCWD, self, O_RDONLY, 0);
    int to = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT, 0600);
    if (from < 0 || to < 0 || fstat(from, &is)) abort();
    off_t at = files[i].from, end = files[i].to < is.st_size ? files[i].to : is.st_size;
    while (at < end) {
      size_t wanted = end - at < (off_t)sizeof block ? end - at : sizeof block;
      ssize_t got = syscall(SYS_pread64, from, block, wanted, at);
      if (got <= 0) break;
      if (syscall(SYS_pwrite64, to, block, got, at) != got) abort();
      at += got;
    }
    if (syscall(SYS_ftruncate, to, is.st_size)) abort();
    if (!can_read) syscall(SYS_close, from);
    syscall(SYS_close, to);
    files[i].from = files[i].to = 0;
  }
  pthread_mutex_unlock(&lock);
}

static int is_full(int fd) {
  const char *full = getenv("POWER_FULL");
  if (!full || syscall(SYS_faccessat, AT_FDCWD, full, F_OK)) return 0;
  pthread_mutex_lock(&lock);
  int i = find(fd);
  pthread_mutex_unlock(&lock);
  return i >= 0;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
  if (is_full(fd)) return errno = ENOSPC, -1;
  ssize_t done = syscall(SYS_pwrite64, fd, data, length, at);
  if (done > 0) written(fd, at, done);
  return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return pwrite64(fd, data, length, at); }

ssize_t write(int fd, const void *data, size_t length) {
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t done = syscall(SYS_write, fd, data, length);
  if (done > 0 && at >= 0) written(fd, at, done);
  return done;
}

int ftruncate64(int fd, off64_t length) {
  int done = syscall(SYS_ftruncate, fd, length);
  if (!done) written(fd, length, 0);
  return done;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) {
  int done = syscall(SYS_fsync, fd);
  if (!done) synced(fd);
  return done;
}
int fdatasync(int fd) { return fsync(fd); }

int unlink(const char *path) {
  char kept[PATH_MAX];
  const char *name = name_of(path);
  if (name) pthread_mutex_lock(&lock), count(), pthread_mutex_unlock(&lock);
  int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (!done && name) on_disk(kept, name), syscall(SYS_unlinkat, AT_FDCWD, kept, 0);
  return done;
}

int rename(const char *from, const char *to) {
  char old[PATH_MAX], new[PATH_MAX];
  const char *name = name_of(from), *next = name_of(to);
  if (name) pthread_mutex_lock(&lock), count(), pthread_mutex_unlock(&lock);
  int done = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  if (!done && name && next) {
    on_disk(old, name), on_disk(new, next);
    syscall(SYS_unlinkat, AT_FDCWD, new, 0); /* one whose content was never synced is not there afterwards */
    syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0);
  }
  return done;
}

int link(const char *from, const char *to) {
  char old[PATH_MAX], new[PATH_MAX];
  const char *name = name_of(from), *next = name_of(to);
  if (name) pthread_mutex_lock(&lock), count(), pthread_mutex_unlock(&lock);
  int done = syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
  if (!done && name && next) on_disk(old, name), on_disk(new, next), syscall(SYS_linkat, AT_FDCWD, old, AT_FDCWD, new, 0);
  return done;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int done = syscall(SYS_clock_gettime, clock, now);
  const char *path = getenv("POWER_CLOCK");
  if (done || clock != CLOCK_REALTIME || !path) return done;
  char text[32] = {0};
  int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0);
  if (fd >= 0) syscall(SYS_read, fd, text, sizeof text - 1), syscall(SYS_close, fd);
  now->tv_sec += atol(text);
  return 0;
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("POWER_COUNTED");
  FILE *told = path ? fopen(path, "w") : NULL;
  if (told) fprintf(told, "%d", counted), fclose(told);
}
