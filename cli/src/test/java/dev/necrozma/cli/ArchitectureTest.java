package dev.necrozma.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: nothing points back. */
@AnalyzeClasses(packages = "dev.necrozma", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ENGINE = "dev.necrozma.engine..";
    private static final String MARKET = "dev.necrozma.market..";
    private static final String PIPELINE = "dev.necrozma.pipeline..";
    private static final String CLI = "dev.necrozma.cli..";

    @ArchTest
    static final ArchRule ENGINE_DOES_NOT_KNOW_WHAT_A_PRICE_IS = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MARKET, PIPELINE, CLI);

    @ArchTest
    static final ArchRule ENGINE_NEEDS_NOTHING_BUT_THE_JDK = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(ENGINE, "java..", "com.sun.nio.file", "org.jspecify..");

    @ArchTest
    static final ArchRule MARKET_DOES_NOT_KNOW_THAT_A_CACHE_EXISTS = noClasses()
            .that()
            .resideInAPackage(MARKET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, PIPELINE, CLI);

    @ArchTest
    static final ArchRule PIPELINE_DOES_NOT_KNOW_THE_COMMAND_LINE = noClasses()
            .that()
            .resideInAPackage(PIPELINE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI);

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PARSES_ARGUMENTS = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "me.tongfei..", "org.snakeyaml..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_EXITS = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
}
