package dev.winnow.faults.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to start.
 *
 * @param name of this process, unique in its world, as in {@code screening-1}
 * @param mainClass of the service
 * @param settings environment variables beside those for its servers and probes
 * @param prefix a command that the JVM's goes behind, as in {@code ip netns exec …}; mostly empty
 * @param host under which its probes are reached
 */
public record ServiceSpec(
        String name,
        String mainClass,
        Map<String, String> settings,
        List<String> prefix,
        String host) {

    public ServiceSpec {
        settings = Map.copyOf(settings);
        prefix = List.copyOf(prefix);
    }

    /** On this machine's loopback. */
    public static ServiceSpec of(String name, String mainClass) {
        return new ServiceSpec(name, mainClass, Map.of(), List.of(), "127.0.0.1");
    }

    /** With one more variable. */
    public ServiceSpec with(String variable, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(variable, value);
        return new ServiceSpec(name, mainClass, more, prefix, host);
    }

    /** In a network of its own. */
    public ServiceSpec in(List<String> command, String address) {
        return new ServiceSpec(name, mainClass, settings, command, address);
    }
}
