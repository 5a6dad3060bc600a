package dev.winnow.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of {@code nats-config}, read once: {@code server/*.conf}, {@code streams/*.json} and
 * {@code consumers/<stream>/<durable>.json}. Immutable and safe to share.
 */
public final class NatsFiles {
    private static final String ON_CLASSPATH = "nats-config";

    private final String where;
    private final SortedMap<String, String> texts;

    private NatsFiles(String where, SortedMap<String, String> texts) {
        this.where = where;
        this.texts = texts;
    }

    /** The files that come with Winnow. */
    public static NatsFiles ofClasspath() {
        return ofClasspath(ON_CLASSPATH);
    }

    /**
     * The files of a folder on the class path.
     *
     * @throws ProvisioningException when there is none
     */
    public static NatsFiles ofClasspath(String folder) {
        URL root = NatsFiles.class.getClassLoader().getResource(folder);
        if (root == null) {
            throw new ProvisioningException(List.of(folder + " is not on the class path"));
        }
        try {
            URI uri = root.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return read(folder, Path.of(uri));
            }
            // Opened by its path, not by its URI, which only one thread at a time may do.
            URI jar = ((JarURLConnection) root.openConnection()).getJarFileURL().toURI();
            try (FileSystem inside = FileSystems.newFileSystem(Path.of(jar))) {
                return read(folder, inside.getPath(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " on the class path cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(folder + " on the class path cannot be read", e);
        }
    }

    /**
     * The files of a folder.
     *
     * @throws ProvisioningException when it is none, or a file in it is not UTF-8 text
     */
    public static NatsFiles ofFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ProvisioningException(List.of(folder + " is not a folder"));
        }
        try {
            return read(folder.toString(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    /** The text of one file, by its path in the folder: {@code server/single.conf}. */
    public Optional<String> text(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    /** The same files with every stream on that many nodes of a cluster. */
    public NatsFiles withReplicas(int replicas) {
        SortedMap<String, String> changed = new TreeMap<>(texts);
        json("streams").forEach((path, text) -> changed.put(path, withReplicas(text, replicas)));
        return new NatsFiles(where, changed);
    }

    private static String withReplicas(String text, int replicas) {
        try {
            return Json.mapper().readTree(text) instanceof ObjectNode stream
                    ? stream.put("num_replicas", replicas).toString()
                    : text;
        } catch (JacksonException broken) {
            return text; // whoever reads it says where
        }
    }

    /** Where the files were found, for messages. */
    public String where() {
        return where;
    }

    /** The texts of the JSON files below a folder, by path. */
    SortedMap<String, String> json(String folder) {
        SortedMap<String, String> found = new TreeMap<>();
        texts.forEach((path, text) -> {
            if (path.startsWith(folder + "/") && path.endsWith(".json")) {
                found.put(path, text);
            }
        });
        return found;
    }

    private static NatsFiles read(String where, Path root) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (String part : List.of("server", "streams", "consumers")) {
            Path folder = root.resolve(part);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder, 3)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    texts.put(name, text(where, name, file));
                }
            }
        }
        return new NatsFiles(where, texts);
    }

    private static String text(String where, String name, Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notText) {
            throw new ProvisioningException(
                    List.of(where + "/" + name + " is not UTF-8 text"), notText);
        }
    }
}
