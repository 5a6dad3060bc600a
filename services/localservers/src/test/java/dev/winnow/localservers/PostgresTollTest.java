package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a toll sees of PostgreSQL's protocol, and what each verdict does. */
final class PostgresTollTest {
    private static final PostgresServer SERVER =
            PostgresServer.start(PostgresServer.Options.temporary());

    private final FaultProxy proxy = FaultProxy.postgres(SERVER.port());
    private Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        SERVER.createDatabase("tolls", "tolls", "secret");
        run(SERVER.port(), "CREATE TABLE t (id int primary key, filling text)");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        run(SERVER.port(), "TRUNCATE t");
        connection = open(proxy.port());
    }

    @AfterEach
    void end() throws SQLException {
        proxy.close();
        connection.close();
    }

    @Test
    void seesTheStatementsOfEachCallAlsoOfPreparedOnes() throws SQLException {
        List<String> calls = new CopyOnWriteArrayList<>();
        List<String> tags = new CopyOnWriteArrayList<>();
        connection.setAutoCommit(false);
        insert(1);
        connection.commit();
        // Prepared by now, and known by a name alone.
        proxy.toll(unit -> {
            if (unit.is("CALL")) {
                calls.add(String.join(";", unit.statements()));
            } else if (unit.is("C")) {
                tags.add(unit.tag());
            }
            return Verdict.FORWARD;
        });
        insert(2);
        connection.commit();
        assertThat(calls).containsExactly("BEGIN", "INSERT INTO t VALUES ($1,$2)", "COMMIT");
        assertThat(tags).containsExactly("BEGIN", "INSERT 0 1", "COMMIT");
    }

    @Test
    void seesTheStartOfAConnectionAndTheEnd() throws SQLException {
        List<String> kinds = new CopyOnWriteArrayList<>();
        proxy.toll(unit -> {
            kinds.add(unit.direction() + " " + unit.kind());
            return Verdict.FORWARD;
        });
        open(proxy.port(), "?sslmode=prefer").close();
        Eventually.that(Duration.ofSeconds(10), () -> kinds.contains("TO_SERVER TERMINATE"));
        assertThat(kinds)
                .startsWith("TO_SERVER SSL", "TO_CLIENT SSL", "TO_SERVER STARTUP", "TO_CLIENT R")
                .containsSubsequence("TO_SERVER PASSWORD", "TO_CLIENT Z", "TO_SERVER TERMINATE");
    }

    @Test
    void aCancelComesThroughOnAConnectionOfItsOwn() throws Exception {
        CountingToll cancels = Toll.each(unit -> unit.is("CANCEL"), Verdict.FORWARD);
        proxy.toll(cancels);
        try (Statement sleep = connection.createStatement()) {
            sleep.setQueryTimeout(1);
            assertThatThrownBy(() -> sleep.execute("SELECT pg_sleep(60)"))
                    .hasMessageContaining("cancel");
        }
        assertThat(cancels.seen()).isEqualTo(1);
    }

    @Test
    void rowsAndCallsThatAreLargerThanAnyBufferComeThrough() throws SQLException {
        String large = "y".repeat(3_000_000);
        try (var insert = connection.prepareStatement("INSERT INTO t VALUES (1, ?)")) {
            insert.setString(1, large);
            insert.execute();
        }
        try (var rows =
                connection.createStatement().executeQuery("SELECT filling FROM t WHERE id = 1")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo(large);
        }
    }

    @Test
    void theCommitThatIsCutNeverHappens() throws SQLException {
        CountingToll toll = Toll.nth(1, unit -> unit.runs("commit"), Verdict.CUT);
        proxy.toll(toll);
        connection.setAutoCommit(false);
        insert(1);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThat(toll.fired()).isTrue();
        assertThat(rows()).isZero();
    }

    @Test
    void theCommitThatIsForwardedAndCutHappensAndHasNoAnswer() throws SQLException {
        proxy.toll(Toll.nth(1, unit -> unit.runs("commit"), Verdict.FORWARD_AND_CUT));
        connection.setAutoCommit(false);
        insert(1);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        Eventually.that(Duration.ofSeconds(10), () -> rows() == 1);
        Eventually.that(Duration.ofSeconds(10), () -> proxy.open() == 0);
    }

    @Test
    void theAnswerToACommitIsCutWhenItWasDone() throws SQLException {
        proxy.toll(Toll.nth(1, unit -> unit.tag().equals("COMMIT"), Verdict.CUT));
        connection.setAutoCommit(false);
        insert(1);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aCallThatIsDroppedHasNoAnswer() throws Exception {
        proxy.toll(Toll.nth(1, unit -> unit.runs("INSERT"), Verdict.DROP));
        connection.setNetworkTimeout(Runnable::run, 500);
        assertThatThrownBy(() -> insert(1)).isInstanceOf(SQLException.class);
        assertThat(rows()).isZero();
    }

    private void insert(int id) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO t VALUES (?,?)")) {
            insert.setInt(1, id);
            insert.setString(2, "x");
            insert.execute();
        }
    }

    private static long rows() throws SQLException {
        try (Connection direct = open(SERVER.port());
                var rows = direct.createStatement().executeQuery("SELECT count(*) FROM t")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void run(int port, String sql) throws SQLException {
        try (Connection direct = open(port)) {
            direct.createStatement().execute(sql);
        }
    }

    private static Connection open(int port) throws SQLException {
        return open(port, "?prepareThreshold=1");
    }

    private static Connection open(int port, String options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/tolls" + options, "tolls", "secret");
    }
}
