package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.contracts.ErrorBody;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller gets for what happens at the service. */
class RequestReplyTest {
    private final EchoFixture echo = new EchoFixture();

    @AfterEach
    void stop() {
        echo.close();
    }

    @Test
    void replyOfTheHandlerComesBack() {
        Client<Say, Said> client =
                echo.serving(say -> new Said(say.text() + "!"), EchoFixture.ONCE);

        assertThat(client.call(new Say("grüß dich"))).isEqualTo(new Said("grüß dich!"));
    }

    @Test
    void errorOfTheHandlerComesBackWithItsDetails() {
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            throw new ServiceErrorException(
                                    ErrorCode.NOT_FOUND,
                                    "no such\r\nthing: ÄÖ",
                                    List.of(new ErrorBody.Violation("text", "unknown")),
                                    Duration.ofMillis(1500));
                        },
                        EchoFixture.ONCE);

        ServiceErrorException error =
                catchThrowableOfType(ServiceErrorException.class, () -> client.call(new Say("x")));

        assertThat(error.code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(error).hasMessage("no such\r\nthing: ÄÖ");
        assertThat(error.violations()).containsExactly(new ErrorBody.Violation("text", "unknown"));
        assertThat(error.retryAfter()).contains(Duration.ofMillis(1500));
    }

    @Test
    void errorHeadersAreOneAsciiLineWhateverTheMessage() {
        echo.service(
                EndpointPolicy.ofDefaults(),
                say -> {
                    throw new ServiceErrorException(
                            ErrorCode.NOT_FOUND,
                            "no such\r\nX: thing ÄÖ\uD83D\uDE00" + "z".repeat(900));
                });

        RawReply reply = echo.raw(Json.write(new Say("x")), Map.of());

        assertThat(reply.headers().get(WinnowHeaders.SERVICE_ERROR))
                .startsWith("no such  X: thing ???zzz")
                .hasSizeLessThanOrEqualTo(200);
        assertThat(reply.headers()).containsEntry(WinnowHeaders.SERVICE_ERROR_CODE, "404");
        assertThat(Json.read(reply.body(), ErrorBody.class).error()).isEqualTo("not_found");
    }

    @Test
    void unexpectedExceptionIsInternalAndGivesNothingAway() {
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            throw new IllegalStateException("password=hunter2");
                        },
                        EchoFixture.ONCE);

        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void errorThatTheHandlerGotFromAnotherServiceIsNotItsOwnAnswer() {
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            throw ServiceErrorException.received(
                                    ErrorCode.OVERLOADED, "theirs", List.of(), null);
                        },
                        EchoFixture.ONCE);

        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                            assertThat(e.certainlyNotExecuted()).isFalse();
                        });
    }

    @Test
    void exceptionThatKnowsItsCodeIsAnsweredWithIt() {
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            throw new NoDatabase();
                        },
                        EchoFixture.ONCE);

        assertThatThrownBy(() -> client.call(new Say("x")))
                .hasMessage(ErrorCode.UNAVAILABLE.description());
    }

    @Test
    void brokenJsonIsRefusedWithTheFieldToBlame() {
        echo.service(EndpointPolicy.ofDefaults(), say -> new Said("never"));

        assertThat(
                        EchoFixture.error(
                                        echo.raw(
                                                "{\"text\":".getBytes(StandardCharsets.UTF_8),
                                                Map.of()))
                                .message())
                .contains("not JSON");
        assertThat(
                        EchoFixture.error(
                                echo.raw(
                                        "{\"text\":{}}".getBytes(StandardCharsets.UTF_8),
                                        Map.of())))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(400);
                    assertThat(e.violations().getFirst().field()).isEqualTo("text");
                });
        assertThat(
                        EchoFixture.error(
                                        echo.raw(
                                                "{\"text\":\" \"}".getBytes(StandardCharsets.UTF_8),
                                                Map.of()))
                                .violations())
                .containsExactly(new ErrorBody.Violation("text", "must not be blank"));
        assertThat(EchoFixture.error(echo.raw(new byte[0], Map.of())).code()).isEqualTo(400);
        assertThat(
                        EchoFixture.error(
                                        echo.raw("null".getBytes(StandardCharsets.UTF_8), Map.of()))
                                .code())
                .isEqualTo(400);
    }

    @Test
    void handlerThatInterruptsItselfStillAnswers() {
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            Thread.currentThread().interrupt();
                            return new Said("sent");
                        },
                        EchoFixture.ONCE);

        for (int i = 0; i < 50; i++) {
            assertThat(client.call(new Say("x"))).isEqualTo(new Said("sent"));
        }
    }

    @Test
    void failureThatPassesIsUnavailableAndGivesNothingAway() {
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            throw new Passing();
                        },
                        EchoFixture.ONCE);

        assertThatThrownBy(() -> client.call(new Say("x")))
                .hasMessage(ErrorCode.UNAVAILABLE.description());
    }

    private static final class Passing extends Exception implements TransientFailure {
        private static final long serialVersionUID = 1L;
    }

    private static final class NoDatabase extends Exception implements HasErrorCode {
        private static final long serialVersionUID = 1L;

        @Override
        public ErrorCode errorCode() {
            return ErrorCode.UNAVAILABLE;
        }
    }
}
