package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.watchlist.application.SourceFiles.Fetched;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching from a real server on this machine, and from files. */
final class SourceReaderTest {
    private static final String LIST = "entry,kind,name\n1,person,Anatoly Vorenkov\n";
    private static final String MODIFIED = "Tue, 03 Feb 2026 04:05:06 GMT";
    private static final String SDN =
            "1,\"VORENKOV, Anatoly\",individual,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0- \r\n";

    @TempDir private Path folder;
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server = server();
    private final SourceReader reader =
            new SourceReader(new FormatReaders(1000, false), 1000, Duration.ofSeconds(20));

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        reader.close();
        server.stop(0);
    }

    @Test
    void aListIsFetchedOnceAndNotAgainWhileItIsAsItWas() {
        files.put("/list.csv", LIST);

        Fetched.Content first = content("/list.csv", ListFormat.CSV, Map.of());

        assertThat(first.content().entries()).hasSize(1);
        assertThat(first.content().published()).contains(Instant.parse("2026-02-03T04:05:06Z"));
        assertThat(fetch("/list.csv", ListFormat.CSV, first.validators()))
                .isInstanceOf(Fetched.Unchanged.class);
        files.put("/list.csv", LIST + "2,person,Jagoda Penderecka\n");
        assertThat(content("/list.csv", ListFormat.CSV, first.validators()).content().entries())
                .hasSize(2);
    }

    @Test
    void ofacsFilesAreFetchedTogetherAndAllOfThemWhenOneIsNew() {
        files.put("/ofac/sdn.csv", SDN);
        files.put("/ofac/alt.csv", "1,1,\"aka\",\"WORENKOV, Anatoli\",-0- \r\n");
        files.put("/ofac/add.csv", "1,1,\"1 Chaff Lane\",\"Nicosia\",\"Cyprus\",-0- \r\n");

        Fetched.Content first = content("/ofac", ListFormat.OFAC, Map.of());

        assertThat(first.content().entries().getFirst().names()).hasSize(2);
        assertThat(first.validators()).containsOnlyKeys("sdn.csv", "alt.csv", "add.csv");
        assertThat(fetch("/ofac", ListFormat.OFAC, first.validators()))
                .isInstanceOf(Fetched.Unchanged.class);
        files.put("/ofac/alt.csv", "1,1,\"aka\",\"WORENKO, Anatoli\",-0- \r\n");
        Fetched.Content second = content("/ofac", ListFormat.OFAC, first.validators());
        assertThat(second.content().entries().getFirst().names().getLast().text())
                .isEqualTo("WORENKO, Anatoli");
        assertThat(second.content().entries().getFirst().addresses()).hasSize(1);
        files.put("/ofac/sdn_comments.csv", "1,\"; DOB 1963.\"\r\n");
        assertThat(
                        content("/ofac", ListFormat.OFAC, second.validators())
                                .content()
                                .entries()
                                .getFirst()
                                .birthDates())
                .hasSize(1);
    }

    @Test
    void whatCannotBeHadIsSaidWithoutLoginAndQuery() {
        refused("/none.csv?key=secret", "there is no http://127.0.0.1:" + port() + "/none.csv");
        refused("/status/500", "/status/500 answered with status 500");
        files.put("/large.csv", LIST + "#".repeat(1000));
        refused("/large.csv", "larger than the limit of 1000 bytes");
        files.put("/cut.csv", LIST);
        refused("/cut.csv", "cannot be fetched");
        files.put("/broken.csv", "entry,kind,name\n1,martian,Zork\n");
        refused("/broken.csv", "broken.csv line 2: kind must be");
        refused("/ofac/", ListFormat.OFAC, "there is neither sdn.csv nor cons_prim.csv");
        server.stop(0);
        refused("/list.csv", "cannot be fetched: ConnectException");
    }

    @Test
    void aServerThatDoesNotEndIsGivenUp() {
        SourceReader impatient =
                new SourceReader(new FormatReaders(1000, false), 1000, Duration.ofMillis(300));
        files.put("/slow.csv", LIST);

        assertThatThrownBy(
                        () -> impatient.fetch(source(url("/slow.csv"), ListFormat.CSV), Map.of()))
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining("did not answer in full within");
        impatient.close();
    }

    @Test
    void aFileIsReadAgainWhenItsSizeOrTimeHasChanged() throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), LIST);
        Source source = source(file.toString(), ListFormat.CSV);
        Fetched.Content first = (Fetched.Content) reader.fetch(source, Map.of());

        assertThat(reader.fetch(source, first.validators())).isInstanceOf(Fetched.Unchanged.class);
        Files.writeString(file, LIST + "2,person,Jagoda Penderecka\n");
        assertThat(reader.fetch(source, first.validators())).isInstanceOf(Fetched.Content.class);
        Files.delete(file);
        assertThatThrownBy(() -> reader.fetch(source, first.validators()))
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining("there is no such file");
    }

    private void refused(String path, String message) {
        refused(path, ListFormat.CSV, message);
    }

    private void refused(String path, ListFormat format, String message) {
        assertThatThrownBy(() -> fetch(path, format, Map.of()))
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    private Fetched.Content content(String path, ListFormat format, Map<String, Validator> known) {
        return (Fetched.Content) fetch(path, format, known);
    }

    private Fetched fetch(String path, ListFormat format, Map<String, Validator> known) {
        return reader.fetch(source(url(path), format), known);
    }

    private static Source source(String location, ListFormat format) {
        return new Source("x", format, location, Duration.ofHours(1), Optional.empty());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String text = files.get(path);
            if (path.startsWith("/status/")) {
                exchange.sendResponseHeaders(500, -1);
            } else if (text == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                send(exchange, path, text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void send(HttpExchange exchange, String path, byte[] body) throws IOException {
        String tag = "\"" + Arrays.hashCode(body) + "\"";
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set("Last-Modified", MODIFIED);
        exchange.sendResponseHeaders(200, body.length);
        if (path.contains("slow") || path.contains("cut")) {
            exchange.getResponseBody().write(body, 0, 10);
            exchange.getResponseBody().flush();
            if (path.contains("slow")) {
                awaitEnd();
            }
            return;
        }
        exchange.getResponseBody().write(body);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
