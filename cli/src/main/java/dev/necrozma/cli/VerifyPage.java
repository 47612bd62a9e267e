package dev.necrozma.cli;

import dev.necrozma.engine.store.Problem;
import dev.necrozma.engine.store.VerificationReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a verification found, for a person to read or a program. */
final class VerifyPage {

    private final VerificationReport report;
    private final List<String> repaired;
    private final Optional<List<Problem>> left;

    /**
     * @param repaired what was done about it
     * @param left what is wrong still; absent if nothing was to be done
     */
    VerifyPage(VerificationReport report, List<String> repaired, Optional<List<Problem>> left) {
        this.report = report;
        this.repaired = repaired;
        this.left = left;
    }

    void print(PrintStream page) {
        report.problems().forEach(problem -> page.println(problem.sentence()));
        repaired.forEach(page::println);
        if (report.unnamedFiles() > 0) {
            page.println(count(report.unnamedFiles(), "file") + " of no result: harmless");
        }
        page.println(count(report.results(), "result") + ", " + count(report.files(), "file") + ", "
                + Numbers.grouped(report.filesRead()) + " read (" + Numbers.grouped(report.bytesRead()) + " bytes): "
                + verdict());
    }

    private String verdict() {
        if (report.isClean()) {
            return "nothing is wrong";
        }
        String found = count(report.problems().size(), "problem");
        if (left.isEmpty()) {
            return found + "; --repair sets aside what is bad";
        }
        int remaining = left.get().size();
        return remaining == 0
                ? found + " repaired; the next run computes what was lost"
                : found + ", " + Numbers.grouped(remaining) + " of them not repaired";
    }

    private static String count(int number, String thing) {
        return Numbers.grouped(number) + " " + thing + (number == 1 ? "" : "s");
    }

    void printJson(PrintStream out, Path store) {
        JsonLine.print(out, json -> {
            json.writeStartObject();
            json.writeNumberField("version", 1);
            json.writeStringField("store", store.toString());
            json.writeBooleanField("clean", report.isClean());
            json.writeNumberField("results", report.results());
            json.writeNumberField("files", report.files());
            json.writeNumberField("files_read", report.filesRead());
            json.writeNumberField("bytes_read", report.bytesRead());
            json.writeNumberField("unnamed_files", report.unnamedFiles());
            json.writeArrayFieldStart("problems");
            for (Problem problem : report.problems()) {
                json.writeStartObject();
                json.writeStringField("kind", problem.kind().label());
                json.writeStringField("file", problem.file().toString());
                json.writeStringField("sentence", problem.sentence());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("repaired");
            for (String sentence : repaired) {
                json.writeString(sentence);
            }
            json.writeEndArray();
            json.writeNumberField("left", left.orElse(report.problems()).size());
            json.writeNumberField("exit_code", (report.isClean() ? ExitCode.DONE : ExitCode.FAILED).status());
            json.writeEndObject();
        });
    }
}
