// Stands before the system's calls with which attachments are kept: `pwrite`, `fsync`, `rename`,
// `mkdir` and `unlink`, for paths below a watched folder that have "blobs" in them. A name is lost with the power
// unless its folder was synced after it was given, and bytes unless their file was.
#define _GNU_SOURCE

#include "blob_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PATH_LIMIT 600

// A name that was given, and whose folder wasn't synced since.
typedef struct Name {
  struct Name *next; // the one given before
  int is_folder;
  char from[PATH_LIMIT]; // what the file was called before
  char path[PATH_LIMIT];
} Name;

// A file with bytes that no sync has covered.
typedef struct Dirty {
  struct Dirty *next;
  off_t synced;  // up to here all is on the disk
  int is_doomed; // a sync failed: a later one doesn't cover what it should have
  char path[PATH_LIMIT];
} Dirty;

static Name *names;
static Dirty *dirties;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int concerns_blobs(const char *path) { return path && strstr(path, "blobs") != NULL; }

static int is_below(const char *path, const char *folder) {
  size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && path[length] == '/';
}

static int path_of(int descriptor, char path[PATH_LIMIT]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, PATH_LIMIT - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return 1;
}

static int is_in(const char *path, const char *folder) {
  size_t length = strlen(folder);
  return is_below(path, folder) && strchr(path + length + 1, '/') == NULL;
}

static Dirty *dirty(const char *path, int adds) {
  for (Dirty *one = dirties; one; one = one->next)
    if (strcmp(one->path, path) == 0) return one;
  if (!adds) return NULL;
  Dirty *one = calloc(1, sizeof(Dirty));
  if (!one) return NULL;
  snprintf(one->path, PATH_LIMIT, "%s", path);
  one->next = dirties;
  dirties = one;
  return one;
}

static void forget_dirty(const char *path) {
  for (Dirty **place = &dirties; *place; place = &(*place)->next)
    if (strcmp((*place)->path, path) == 0) {
      Dirty *one = *place;
      *place = one->next;
      free(one);
      return;
    }
}

static void note_name(const char *from, const char *path, int is_folder) {
  Name *name = calloc(1, sizeof(Name));
  if (!name) return;
  name->is_folder = is_folder;
  snprintf(name->from, PATH_LIMIT, "%s", from);
  snprintf(name->path, PATH_LIMIT, "%s", path);
  name->next = names;
  names = name;
}

static void note_folder_sync(const char *folder) {
  for (Name **place = &names; *place;) {
    Name *name = *place;
    if (!is_in(name->path, folder)) {
      place = &name->next;
      continue;
    }
    *place = name->next;
    free(name);
  }
}

static int fail(int error) {
  errno = error;
  return -1;
}

// MARK: The calls

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  char path[PATH_LIMIT];
  if (path_of(descriptor, path) && concerns_blobs(path)) {
    int error = faulty_disk_count(path, 1);
    if (error > 0) {
      // What fails in the middle may have left its first half.
      if (count > 1) syscall(SYS_pwrite64, descriptor, bytes, count / 2, offset);
      return fail(error);
    }
    if (error == 0) {
      pthread_mutex_lock(&mutex);
      Dirty *one = dirty(path, 0);
      if (!one && (one = dirty(path, 1))) one->synced = offset;
      if (one && offset < one->synced) one->synced = offset;
      pthread_mutex_unlock(&mutex);
    }
  }
  return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

int fsync(int descriptor) {
  char path[PATH_LIMIT], inside[PATH_LIMIT + 2];
  struct stat status;
  if (!path_of(descriptor, path) || fstat(descriptor, &status) != 0)
    return (int)syscall(SYS_fsync, descriptor);
  snprintf(inside, sizeof inside, "%s/x", path);
  if (S_ISDIR(status.st_mode)) {
    int error = concerns_blobs(path) ? faulty_disk_count(inside, 0) : 0;
    if (error > 0) return fail(error);
    pthread_mutex_lock(&mutex);
    note_folder_sync(path);
    pthread_mutex_unlock(&mutex);
    if (error == 0 && concerns_blobs(path)) return 0;
  } else if (concerns_blobs(path)) {
    int error = faulty_disk_count(path, 0);
    pthread_mutex_lock(&mutex);
    Dirty *one = dirty(path, 0);
    if (one && error > 0) one->is_doomed = 1;
    if (one && error == 0 && !one->is_doomed) forget_dirty(path);
    pthread_mutex_unlock(&mutex);
    if (error > 0) return fail(error);
    if (error == 0) return 0;
  }
  return (int)syscall(SYS_fsync, descriptor);
}

int rename(const char *from, const char *to) {
  int is_watched = 0;
  if (concerns_blobs(to)) {
    int error = faulty_disk_count(to, 0);
    if (error > 0) return fail(error);
    is_watched = error == 0;
  }
  int is_new = access(to, F_OK) != 0;
  int result = (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
  if (result == 0 && is_watched) {
    pthread_mutex_lock(&mutex);
    forget_dirty(to);
    Dirty *one = dirty(from, 0);
    if (one) snprintf(one->path, PATH_LIMIT, "%s", to);
    if (is_new) note_name(from, to, 0);
    pthread_mutex_unlock(&mutex);
  }
  return result;
}

int mkdir(const char *path, mode_t mode) {
  int is_watched = 0;
  if (concerns_blobs(path)) {
    int error = faulty_disk_count(path, 1);
    if (error > 0) return fail(error);
    is_watched = error == 0;
  }
  int result = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
  if (result == 0 && is_watched) {
    pthread_mutex_lock(&mutex);
    note_name("", path, 1);
    pthread_mutex_unlock(&mutex);
  }
  return result;
}

// What is removed is gone at once.
int unlink(const char *path) {
  if (concerns_blobs(path)) {
    pthread_mutex_lock(&mutex);
    forget_dirty(path);
    pthread_mutex_unlock(&mutex);
  }
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

// MARK: Power cuts

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk) {
  (void)status, (void)type, (void)walk;
  forget_dirty(path);
  return remove(path);
}

static void take_back(const Name *name) {
  if (name->is_folder)
    nftw(name->path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
  else
    syscall(SYS_renameat, AT_FDCWD, name->path, AT_FDCWD, name->from);
}

static void damage(const Dirty *one, uint64_t choice) {
  struct stat status;
  if (stat(one->path, &status) != 0 || status.st_size <= one->synced) return;
  off_t size = status.st_size;
  if (truncate(one->path, one->synced) != 0) return;
  // The length may be on the disk without the bytes.
  if (choice == 1 && truncate(one->path, size) != 0) return;
}

uint64_t blob_disk_power_cycle(const char *folder, uint64_t (*random)(void *), void *state,
                               int policy) {
  uint64_t lost = 0;
  pthread_mutex_lock(&mutex);
  for (Dirty **place = &dirties; *place;) {
    Dirty *one = *place;
    if (!is_below(one->path, folder)) {
      place = &one->next;
      continue;
    }
    uint64_t choice = policy == 0 ? 0 : policy == 1 ? 2 : random(state) % 3;
    if (choice != 2) {
      damage(one, choice);
      lost++;
    }
    *place = one->next;
    free(one);
  }
  // A journal loses what came last: from the newest on, up to one that stays.
  int loses = policy != 1;
  for (Name **place = &names; *place;) {
    Name *name = *place;
    if (!is_below(name->path, folder)) {
      place = &name->next;
      continue;
    }
    if (loses && policy != 0) loses = (int)(random(state) % 4) != 0;
    if (loses) {
      take_back(name);
      lost++;
    }
    *place = name->next;
    free(name);
  }
  pthread_mutex_unlock(&mutex);
  return lost;
}

void blob_disk_forget(const char *folder) {
  pthread_mutex_lock(&mutex);
  for (Dirty **place = &dirties; *place;) {
    Dirty *one = *place;
    if (is_below(one->path, folder)) {
      *place = one->next;
      free(one);
    } else
      place = &one->next;
  }
  for (Name **place = &names; *place;) {
    Name *name = *place;
    if (is_below(name->path, folder)) {
      *place = name->next;
      free(name);
    } else
      place = &name->next;
  }
  pthread_mutex_unlock(&mutex);
}
