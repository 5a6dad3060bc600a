package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Winnow that runs, and the commands that use it. */
final class UpTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir static Path folder;

    @SuppressWarnings("NullAway.Init") // filled before any test
    private static CliProcess up;

    @BeforeAll
    static void start() throws IOException {
        up = CliProcess.start(folder, "up", "--data", data(), "--port", "0", "--http-port", "0");
        Eventually.that(
                LIMIT,
                () -> "Winnow is up",
                () -> up.out().contains("Ctrl-C or SIGTERM") || !up.isAlive());
        assertThat(up.isAlive()).as(up.err()).isTrue();
    }

    @AfterAll
    static void stop() throws Exception {
        up.terminate();
        assertThat(up.await().exitCode()).as(up.err()).isZero();
        assertThat(Path.of(data()).resolve("run.json")).doesNotExist();
    }

    private static String data() {
        return folder.resolve("data").toString();
    }

    private static CliProcess.Finished winnow(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data()));
        return CliProcess.run(folder, all.toArray(new String[0]));
    }

    @Test
    void screenUsesItAndTellsRepetitionsFromContradictions() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("rows.csv"),
                        """
                        reference,kind,name,date_of_birth,country
                        U-1,person,Ada Example,1985-03-14,ES
                        U-2,person,Ben Example,1985-03-14,ES
                        U-1,person,Ada Example,1985-03-14,ES
                        U-1,person,Somebody Else,1985-03-14,ES
                        U-3,person,,1985-03-14,ES
                        U-4,person,Cem Example,1985-03-14,Spain
                        """);
        Path out = folder.resolve("rows.jsonl");
        CliProcess.Finished run = winnow("screen", file.toString(), "--out", out.toString());
        assertThat(run.exitCode()).as("a row has no decision").isEqualTo(1);
        assertThat(run.err())
                .contains("using the Winnow that runs")
                .contains("line 5: conflict")
                .contains("line 6: name is empty")
                .contains("line 7: country must be");
        List<Results.Line> lines = Results.read(out).lines();
        assertThat(lines).extracting(Results.Line::reference).containsExactly("U-1", "U-2", "U-1");
        assertThat(lines).extracting(Results.Line::known).containsExactly(false, false, true);
        assertThat(lines.get(0).applicationId()).isEqualTo(lines.get(2).applicationId());
        assertThat(lines.get(0).whole().path("checks").size()).isEqualTo(6);
    }

    @Test
    void listsAndPoliciesAreLoadedOrRefusedWithTheReason() throws Exception {
        Path rows =
                Files.writeString(folder.resolve("l.csv"), "reference,kind,name\nL-1,person,Zed\n");
        Path list =
                Files.writeString(
                        folder.resolve("mine.csv"), "entry,kind,name\nM-1,person,\"Zed, Zora\"\n");
        CliProcess.Finished loaded = winnow("screen", rows.toString(), "--list", "mine=" + list);
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        assertThat(loaded.err()).contains("list mine: 1 entries, 1 names, version 1");
        Path broken = Files.writeString(folder.resolve("broken.csv"), "entry,kind\nM-1,person\n");
        CliProcess.Finished refused = winnow("screen", rows.toString(), "--list", "mine=" + broken);
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err())
                .contains("the list mine was refused")
                .contains("broken.csv line 1");
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "name: x\n");
        CliProcess.Finished policyRefused =
                winnow("screen", rows.toString(), "--policy", policy.toString());
        assertThat(policyRefused.exitCode()).isEqualTo(4);
        assertThat(policyRefused.err()).contains("was refused").contains("line 1");
    }

    @Test
    void requestTellsRepliesFromErrorsFromSilence() throws Exception {
        CliProcess.Finished lists = winnow("request", "watchlist.v1.lists", "--json");
        assertThat(lists.exitCode()).isZero();
        assertThat(lists.out()).contains("\"list\":\"sample\"");
        CliProcess.Finished refused = winnow("request", "watchlist.v1.screen", "{}");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("refused with 400");
        assertThat(winnow("request", "nobody.v1.there").exitCode()).isEqualTo(3);
    }

    @Test
    void publishAndTailShowTheSameEvent() throws Exception {
        String body = "{\"applicationId\":\"tail-1\",\"startedAt\":\"2026-11-21T08:00:00Z\"}";
        CliProcess.Finished published = winnow("publish", "screening.started", body, "--id", "e-1");
        assertThat(published.exitCode()).as(published.err()).isZero();
        assertThat(winnow("publish", "screening.started", body, "--id", "e-1").out())
                .contains("from before");
        CliProcess.Finished tail =
                winnow(
                        "tail",
                        "events.screening.started.v1.tail-1",
                        "--from",
                        "start",
                        "--no-follow");
        assertThat(tail.exitCode()).as(tail.err()).isZero();
        assertThat(tail.out().lines()).hasSize(1);
        assertThat(tail.out()).contains("\"id\":\"e-1\"").contains("tail-1");
    }

    @Test
    void servicesShowsThePolicyOfEachEndpointCallAndConsumer() throws Exception {
        CliProcess.Finished shown = winnow("services");
        assertThat(shown.exitCode()).as(shown.out() + shown.err()).isZero();
        assertThat(shown.out())
                .containsPattern("applications +\\w+ +endpoint +applications.v1.submit +ok +64 ")
                .containsPattern("screening +\\w+ +call +watchlist.v1.screen +ok +256 ")
                .containsPattern("screening +\\w+ +consumer +APPLICATIONS.screening-submitted ");

        CliProcess.Finished one = winnow("services", "watchlist", "--json");
        assertThat(one.exitCode()).as(one.out() + one.err()).isZero();
        assertThat(one.out().lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"service\":\"watchlist\""));
        assertThat(winnow("services", "nobody").exitCode()).isEqualTo(3);
    }

    @Test
    void statusShowsServicesStreamsAndHealth() throws Exception {
        CliProcess.Finished status = winnow("status");
        assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
        assertThat(status.out())
                .contains("applications.v1.submit")
                .contains("watchlist.v1.screen")
                .contains("screening.v1.result")
                .contains("APPLICATIONS")
                .contains("screening-submitted")
                .contains("applications-database");
        assertThat(winnow("nats", "apply").out()).contains("stream APPLICATIONS unchanged");
    }

    @Test
    void aSecondOneOnTheSameDataIsRefused() throws Exception {
        CliProcess.Finished second = winnow("up", "--port", "0", "--http-port", "0");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("another Winnow is running on");
    }

    @Test
    void probesAnswerForAllServices() throws Exception {
        Matcher address = Pattern.compile("http://[0-9.]+:\\d+").matcher(up.out());
        assertThat(address.find()).isTrue();
        assertThat(get(address.group() + "/livez").statusCode()).isEqualTo(200);
        assertThat(get(address.group() + "/readyz").body())
                .contains("applications-database", "screening-nats", "watchlist-nats");
        String metrics = get(address.group() + "/metrics").body();
        assertThat(metrics).contains("service=\"applications\"", "service=\"watchlist\"");
        List<String> types = metrics.lines().filter(line -> line.startsWith("# TYPE")).toList();
        assertThat(types).as("Prometheus takes each heading once").doesNotHaveDuplicates();
    }

    private static HttpResponse<String> get(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
