package dev.winnow.faults.counter;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.faults.counter.CounterContracts.Answer;
import dev.winnow.faults.counter.CounterContracts.Ask;
import dev.winnow.faults.counter.CounterContracts.Mode;
import dev.winnow.faults.counter.CounterContracts.SetMode;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.ServiceErrorException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a handler calls; it is as bad as it is told to be, and counts. */
final class Downstream {
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final long TURN = TimeUnit.SECONDS.toNanos(2);

    /** Guarded by this object, as all below. */
    private String mode = "ok";

    private long since = System.nanoTime();
    private long calls;
    private long bad;
    private long second;
    private long inSecond;
    private long busiest;
    private int underWay;
    private int together;

    void register(Messaging messaging) {
        EndpointPolicy policy = EndpointPolicy.ofDefaults();
        messaging.endpoint(CounterContracts.DOWNSTREAM, policy, this::answer);
        messaging.endpoint(CounterContracts.MODE, policy, this::set);
    }

    private Answer answer(Ask request) throws InterruptedException {
        String now = begin();
        try {
            switch (now) {
                case "slow" -> Thread.sleep(SLOW);
                case "error" -> throw error(ErrorCode.UNAVAILABLE);
                case "refuse" -> throw error(ErrorCode.CONFLICT);
                default -> {}
            }
            return new Answer(request.id());
        } finally {
            end();
        }
    }

    private static ServiceErrorException error(ErrorCode code) {
        return new ServiceErrorException(code, "as it was told");
    }

    private synchronized String begin() {
        long now = System.nanoTime();
        long thisSecond = TimeUnit.NANOSECONDS.toSeconds(now - since);
        inSecond = thisSecond == second ? inSecond + 1 : 1;
        second = thisSecond;
        busiest = Math.max(busiest, inSecond);
        calls++;
        underWay++;
        together = Math.max(together, underWay);
        String answer = mode.equals("flap") ? turn(now) : mode;
        bad += answer.equals("ok") ? 0 : 1;
        return answer;
    }

    private String turn(long now) {
        return (now - since) / TURN % 2 == 0 ? "error" : "ok";
    }

    private synchronized void end() {
        underWay--;
    }

    /** Counting begins anew with each mode. */
    private synchronized Mode set(SetMode request) {
        if (!request.mode().isEmpty()) {
            mode = request.mode();
            since = System.nanoTime();
            calls = 0;
            bad = 0;
            second = 0;
            inSecond = 0;
            busiest = 0;
            together = underWay;
        }
        return new Mode(mode, calls, bad, busiest, together);
    }
}
