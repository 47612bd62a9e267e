package dev.necrozma.pipeline;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.store.Artifact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a version of a stage makes of what it is asked.
 *
 * @param question the fingerprint of the keys of all units, without their version
 * @param output the fingerprint of all their files and attributes
 */
record StageOutput(String stage, int version, Fingerprint question, Fingerprint output) {

    static final String HOW_TO_RECORD =
            "record it with `mvn -pl pipeline -am -Dtest=StageOutputsTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dnecrozma.golden=write test`";

    /** The stages of a store. */
    static SortedMap<String, StageOutput> of(Collection<Artifact> artifacts) {
        SortedMap<String, List<Artifact>> stages = new TreeMap<>();
        artifacts.forEach(artifact -> stages.computeIfAbsent(artifact.key().stage(), absent -> new ArrayList<>())
                .add(artifact));
        SortedMap<String, StageOutput> outputs = new TreeMap<>();
        stages.forEach((stage, units) -> outputs.put(stage, of(stage, units)));
        return outputs;
    }

    private static StageOutput of(String stage, List<Artifact> units) {
        int version = units.get(0).key().version();
        List<String> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (Artifact unit : units) {
            String question = unit.key().text().replace("\nversion " + version + "\n", "\n");
            questions.add(question);
            unit.payloads().forEach((name, file) -> answers.add(question + name + " " + file.fingerprint()));
            unit.attributes().forEach((name, value) -> answers.add(question + name + "=" + value));
        }
        return new StageOutput(stage, version, joined(questions), joined(answers));
    }

    private static Fingerprint joined(List<String> lines) {
        return Fingerprint.ofText(String.join("\n", lines.stream().sorted().toList()));
    }

    static StageOutput parse(String line) {
        String[] words = line.split(" ", -1);
        return new StageOutput(
                words[0], Integer.parseInt(words[1]), Fingerprint.parse(words[2]), Fingerprint.parse(words[3]));
    }

    String line() {
        return stage + " " + version + " " + question + " " + output;
    }

    /** Whether this cannot be recorded: the same version says something else now. */
    boolean contradicts(StageOutput recorded) {
        return question.equals(recorded.question) && version == recorded.version && !output.equals(recorded.output);
    }

    /** What is to be done about a stage, in a sentence, if it is not as it was recorded. */
    Optional<String> difference(StageOutput recorded) {
        if (equals(recorded)) {
            return Optional.empty();
        }
        if (!question.equals(recorded.question)) {
            return Optional.of("stage " + stage
                    + " is asked something else here: its inputs, parameters or units changed; " + HOW_TO_RECORD);
        }
        if (version == recorded.version) {
            return Optional.of("the output of stage " + stage + " changed, and its version is still " + version
                    + ": results of before would be reused; raise the version of the stage, then " + HOW_TO_RECORD);
        }
        if (output.equals(recorded.output)) {
            return Optional.of("the version of stage " + stage + " went from " + recorded.version + " to " + version
                    + ", and its output did not change: results would be computed again for nothing; take it back, or if"
                    + " it changed for other inputs " + HOW_TO_RECORD);
        }
        return Optional.of("version " + version + " of stage " + stage + " has another output than version "
                + recorded.version + ": " + HOW_TO_RECORD);
    }
}
