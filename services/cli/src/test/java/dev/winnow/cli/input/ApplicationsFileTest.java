package dev.winnow.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.cli.input.ApplicationsFile.Contents;
import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.applications.ApplicationForm;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplicationsFileTest {
    private static final String HEADER =
            "reference,kind,name,date_of_birth,nationality,document_type,document_number,"
                    + "document_country,email,phone,address,country,product,amount,currency\n";

    @TempDir Path folder;

    @Test
    void readsEveryColumnOfTheFullHeader() throws Exception {
        Path file =
                write(
                        HEADER
                                + "A-1,person,Ada Example,1980-12-31,GB,passport,X1,FR,a@b.example,"
                                + "+441,\"1 High St, Town\",GB,loan,1250.50,EUR\n");
        assertThat(rows(file))
                .containsExactly(
                        new Row.Usable(
                                2,
                                new ApplicationForm(
                                        "A-1",
                                        PartyKind.PERSON,
                                        "Ada Example",
                                        LocalDate.of(1980, 12, 31),
                                        "GB",
                                        "passport",
                                        "X1",
                                        "FR",
                                        "a@b.example",
                                        "+441",
                                        "1 High St, Town",
                                        "GB",
                                        "loan",
                                        new BigDecimal("1250.50"),
                                        "EUR")));
    }

    @Test
    void columnsMayComeInAnyOrderAndMostMayBeMissing() throws Exception {
        Path file = write("\uFEFFname,reference,kind\r\n\"Łucja \"\"L\"\"\",A-1,Organisation\r\n");
        Row.Usable row = (Row.Usable) rows(file).getFirst();
        assertThat(row.form().name()).isEqualTo("Łucja \"L\"");
        assertThat(row.form().kind()).isEqualTo(PartyKind.ORGANISATION);
        assertThat(row.form().country()).isNull();
    }

    @Test
    void aBadRowIsNamedAndTheRestGoesOn() throws Exception {
        Path file =
                write(
                        """
                        reference,kind,name,date_of_birth,amount
                        A-1,person,,,
                        A-2,ghost,Ada,,
                        A-3,person,Ada,31.12.1980,
                        A-4,person,Ada,,lots
                        A-5,person,Ada

                        A-6,person,"Ada
                        Example",,
                        A-7,person,Ada,2023-02-29,
                        A-8,person,Ada,,1
                        """);
        Contents contents = new ApplicationsFile(file, form -> Optional.empty()).check();
        assertThat(contents.usable()).isEqualTo(2);
        assertThat(contents.bad()).isEqualTo(6);
        assertThat(contents.shown())
                .containsExactly(
                        new Row.Bad(2, "name is empty"),
                        new Row.Bad(3, "kind must be person or organisation"),
                        new Row.Bad(4, "date_of_birth must be a date, as in 1980-12-31"),
                        new Row.Bad(5, "amount must be a number, as in 1250.00"),
                        new Row.Bad(6, "has 3 fields, the header has 5"),
                        new Row.Bad(10, "date_of_birth must be a date, as in 1980-12-31"));
    }

    @Test
    void aRowThatBreaksARuleOfTheContractIsBad() throws Exception {
        Path file = write("reference,kind,name\nA-1,person,Ada\nA-2,person,Bob\n");
        FormRules noBobs =
                form -> form.name().equals("Bob") ? Optional.of("no Bobs") : Optional.empty();
        Contents contents = new ApplicationsFile(file, noBobs).check();
        assertThat(contents.usable()).isEqualTo(1);
        assertThat(contents.shown()).containsExactly(new Row.Bad(3, "no Bobs"));
    }

    @Test
    void readsJsonLines() throws Exception {
        Path file =
                write(
                        """
                        {"reference":"A-1","kind":"person","name":"Ada","amount":10.50}

                        {"reference":"A-2","kind":"person","name":"Ada","colour":"red"}
                        {"reference":"A-3","kind":"ghost","name":"Ada"}
                        {"reference":"A-4","kind":"person","name":"Ada","dateOfBirth":"x"}
                        not json
                        {"reference":"A-5","kind":"person","name":"Ada"} {}
                        {"reference":"A-6","reference":"A-7","kind":"person","name":"Ada"}
                        """);
        List<Row> rows = rows(file);
        assertThat(rows).hasSize(7);
        assertThat(((Row.Usable) rows.getFirst()).form().amount()).isEqualTo("10.50");
        assertThat(rows.subList(1, 4))
                .containsExactly(
                        new Row.Bad(3, "unknown field colour"),
                        new Row.Bad(4, "kind has a value of the wrong form"),
                        new Row.Bad(5, "dateOfBirth has a value of the wrong form"));
        assertThat(rows.subList(4, 7)).allMatch(row -> row instanceof Row.Bad);
    }

    @Test
    void refusesAWrongHeaderInOneLine() throws Exception {
        assertRefused("reference,kind\nA-1,person\n", "the header has no column name");
        assertRefused("reference,kind,name,colour\n", "the header has unknown columns: colour");
        assertRefused("reference,kind,name,name\n", "the header has the column name twice");
        assertRefused("just some text\nand more\n", "the header has unknown columns");
    }

    @Test
    void refusesWhatHoldsNoApplication() throws Exception {
        assertRefused("", "is empty");
        assertRefused("reference,kind,name\n", "holds no application");
        assertRefused("reference,kind,name\nA-1,person,\n", "has no usable row (1 bad)");
        assertRefused("\n\n\n", "is empty");
        assertRefused("{\"a\":1}\n", "line 1: unknown field a");
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> rows(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> rows(folder.resolve("nothing")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void namesTheLineThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("latin1.csv");
        Files.write(
                file,
                "reference,kind,name\nA-1,person,Ada\nA-2,person,Jos\u00e9\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("line 3 is not valid UTF-8");
    }

    @Test
    void namesTheLineThatIsNotUtf8FarDownAndAtTheVeryEnd() throws IOException {
        Path file = folder.resolve("cut.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("reference,kind,name\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 20_000; i++) {
                out.write(("A-" + i + ",person,Zoë Ωmega 李\n").getBytes(StandardCharsets.UTF_8));
            }
            out.write(Arrays.copyOf("李".getBytes(StandardCharsets.UTF_8), 2));
        }
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("line 20002 is not valid UTF-8");
    }

    @Test
    void refusesALineOfAHundredMegabytesWithoutHoldingIt() throws IOException {
        Path file = folder.resolve("long.csv");
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("reference,kind,name\nA-1,person,".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
        }
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("line 2 is longer than 262144 characters");
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() throws IOException {
        StringBuilder text = new StringBuilder("reference,kind,name\nA-1,person,\"Ada\n");
        for (int i = 0; i < 50_000; i++) {
            text.append("A-").append(i).append(",person,Ada\n");
        }
        Path file = write(text.toString());
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no CSV that can be read");
        assertThatThrownBy(() -> rows(write("reference,kind,name\nA-1,person,\"Ada\n")))
                .isInstanceOf(InputException.class);
    }

    private void assertRefused(String content, String message) throws IOException {
        Path file = write(content);
        assertThatThrownBy(() -> new ApplicationsFile(file, form -> Optional.empty()).check())
                .as(content)
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("file.csv"), text);
    }

    private static List<Row> rows(Path file) throws IOException, InputException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = new ApplicationsFile(file, form -> Optional.empty()).rows()) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
