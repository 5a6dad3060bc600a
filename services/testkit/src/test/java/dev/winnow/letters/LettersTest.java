package dev.winnow.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.Decided;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.letters.contracts.LettersContracts;
import dev.winnow.letters.contracts.LettersContracts.Find;
import dev.winnow.letters.contracts.LettersContracts.Found;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.ConsumerKit;
import dev.winnow.testkit.EndpointKit;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

// begin test
final class LettersTest {
    private final TestNats nats = TestNats.fresh().with("letters");
    private final DatabaseConfig database = TestDatabase.fresh().config();
    private final Messaging caller =
            Messaging.connect(
                    nats.config(), ServiceInfo.of("caller", "1.0.0", "A test."), Telemetry.none());
    private final Client<Find, Found> find =
            caller.client(LettersContracts.FIND, CallPolicy.ofDefaults());

    @AfterEach
    void end() {
        caller.close();
        nats.close();
    }

    @Test
    void keepsItsContractsAndTellsOfEachLetter() {
        ConsumerKit.of("letters-decided", ApplicationsContracts.DECIDED, LettersTest::decided)
                .counting(news -> find.call(new Find(news.applicationId())).letters().size())
                .serving(this::start)
                .against(nats.config())
                .check();
        try (Main.Service _ = start()) {
            EndpointKit.of(LettersContracts.FIND, new Find("a-1")).against(nats.config()).check();
        }
        assertThat(caller.stream("LETTERS").state().messages()).isPositive();
    }

    private Main.Service start() {
        return Main.start(new Main.Config(nats.config(), database), Telemetry.none());
    }

    private static Decided decided() {
        String id = UUID.randomUUID().toString();
        return new Decided(id, id, Decision.REFER, List.of(), Instant.now(), Instant.now());
    }
}
// end
