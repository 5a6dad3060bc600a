package dev.winnow.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this JVM and the servers beside it have used so far.
 *
 * @param cpuNanos of this JVM
 * @param serverCpuNanos of the servers, where the operating system has /proc; otherwise zero
 * @param allocated bytes
 */
public record Usage(long cpuNanos, long serverCpuNanos, long allocated) {
    /** The unit of /proc/PID/stat on every Linux that matters. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    public static Usage now(List<Long> servers) {
        long ofServers = 0;
        for (long pid : servers) {
            ofServers += cpuNanos(pid);
        }
        return new Usage(
                SYSTEM.getProcessCpuTime(), ofServers, THREADS.getTotalThreadAllocatedBytes());
    }

    public Usage since(Usage earlier) {
        return new Usage(
                cpuNanos - earlier.cpuNanos,
                serverCpuNanos - earlier.serverCpuNanos,
                allocated - earlier.allocated);
    }

    private static long cpuNanos(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name stands in parentheses and may hold blanks; the third field comes after it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
                    * NANOS_PER_TICK;
        } catch (IOException e) {
            return 0;
        }
    }
}
