package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Validator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches one file by HTTP, in bounded time and size, and not again while the server says that it
 * is as it was. Redirects are followed, but never from https to http. Thread-safe.
 */
final class Download implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    private final long maxBytes;
    private final Duration timeout;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    enum State {
        FETCHED,
        UNCHANGED,
        MISSING
    }

    record Result(State state, Validator validator) {}

    Download(long maxBytes, Duration timeout) {
        this.maxBytes = maxBytes;
        this.timeout = timeout;
    }

    /**
     * @param known by what the file is known again; empty to fetch it in any case
     * @throws RefusedListException when it cannot be had
     */
    Result to(Path file, String url, Optional<Validator> known) throws RefusedListException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(timeout)
                        .header("User-Agent", "winnow-watchlist")
                        .header("Accept-Encoding", "identity");
        known.map(Validator::tag)
                .filter(tag -> !tag.isEmpty())
                .ifPresent(tag -> request.header("If-None-Match", tag));
        known.map(Validator::modified)
                .filter(time -> !time.isEmpty())
                .ifPresent(time -> request.header("If-Modified-Since", time));
        HttpResponse<Path> response = send(request.build(), file);
        return switch (response.statusCode()) {
            case OK -> fetched(file, response);
            case NOT_MODIFIED -> new Result(State.UNCHANGED, known.orElse(new Validator("", "")));
            case NOT_FOUND -> new Result(State.MISSING, new Validator("", ""));
            default ->
                    throw new RefusedListException(
                            shown(url) + " answered with status " + response.statusCode());
        };
    }

    private static Result fetched(Path file, HttpResponse<Path> response) {
        String tag = response.headers().firstValue("ETag").orElse("");
        String modified = response.headers().firstValue("Last-Modified").orElse("");
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        try {
            if (length >= 0 && Files.size(file) != length) {
                throw new RefusedListException(
                        file.getFileName()
                                + ": "
                                + Files.size(file)
                                + " bytes came instead of "
                                + length);
            }
            if (!modified.isEmpty()) {
                ZonedDateTime time =
                        ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME);
                Files.setLastModifiedTime(file, FileTime.from(time.toInstant()));
            }
        } catch (DateTimeException e) {
            modified = "";
        } catch (IOException e) {
            throw new RefusedListException("what was fetched cannot be read: " + e.getMessage());
        }
        return new Result(State.FETCHED, new Validator(tag, modified));
    }

    private HttpResponse<Path> send(HttpRequest request, Path file) {
        // With a future, since the request's own time ends when the headers have come.
        CompletableFuture<HttpResponse<Path>> answer =
                client.sendAsync(request, info -> body(info, file));
        String url = shown(request.uri().toString());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RefusedListException(
                    url + " did not answer in full within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new RefusedListException(
                    url + " cannot be fetched: " + reason(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new RefusedListException(url + " was not fetched: the service stops");
        }
    }

    /** Only what was found is written: the page that says that it was not is no list. */
    private HttpResponse.BodySubscriber<Path> body(HttpResponse.ResponseInfo info, Path file) {
        return info.statusCode() == OK
                ? HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofFile(file), maxBytes)
                        .apply(info)
                : HttpResponse.BodySubscribers.replacing(file);
    }

    private String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("exceeds capacity")
                ? "it is larger than the limit of " + maxBytes + " bytes"
                : cause.getClass().getSimpleName()
                        + (cause.getMessage() == null ? "" : " " + message);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** The last part of the path, which tells the messages what they are about. */
    static String fileName(String url) {
        String path = Optional.ofNullable(URI.create(url).getPath()).orElse("");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.matches("[A-Za-z0-9._-]{1,100}") && !name.startsWith(".") ? name : "list";
    }

    /** Without login and query, which may be secrets. */
    static String shown(String url) {
        return url.replaceAll("//[^@/]*@", "//").replaceAll("[?#].*", "");
    }
}
