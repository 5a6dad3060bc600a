/* Put before the C library by LD_PRELOAD: the wall clock is as many seconds off as the file named in
 * CLOCK_OFFSET_FILE says (a 64-bit number, mapped, so that it may change at any time). The monotonic
 * clock is right. A wait that ends at a moment of the wall clock ends when that clock shows it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Moments of the monotonic clock, which counts from the machine's start, are before this one. */
#define EARLIEST_WALL_CLOCK 1000000000L

static const long long right = 0;
static volatile const long long *offset;

static long long seconds_off(void) {
    if (offset == NULL) {
        const char *name = getenv("CLOCK_OFFSET_FILE");
        int file = name == NULL ? -1 : open(name, O_RDONLY | O_CLOEXEC);
        void *at = file < 0 ? MAP_FAILED : mmap(NULL, sizeof(long long), PROT_READ, MAP_SHARED, file, 0);
        if (file >= 0) close(file);
        offset = at == MAP_FAILED ? &right : at;
    }
    return *offset;
}

static void *next(const char *name, const char *version) {
    void *found = version == NULL ? NULL : dlvsym(RTLD_NEXT, name, version);
    return found != NULL ? found : dlsym(RTLD_NEXT, name);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (real == NULL) real = next("clock_gettime", NULL);
    int result = real(clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += seconds_off();
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec precise;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &precise) != 0) return -1;
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (now != NULL) *now = precise.tv_sec;
    return precise.tv_sec;
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *end) {
    static int (*real)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    if (real == NULL) real = next("pthread_cond_timedwait", "GLIBC_2.3.2");
    struct timespec at = *end;
    if (at.tv_sec > EARLIEST_WALL_CLOCK) at.tv_sec -= seconds_off();
    return real(condition, mutex, &at);
}
