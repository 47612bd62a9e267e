package dev.necrozma.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.necrozma.engine.disk.LocalDisk;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private final JavaClasses engine = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.necrozma.engine");

    @Test
    void onlyTheLocalDiskTouchesFiles() {
        noClasses()
                .that()
                .haveNameNotMatching(LocalDisk.class.getPackageName().replace(".", "\\.")
                        + "\\.(LocalDisk|FileCopy|BlockFile|LongFileWriter)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\.Files|java\\.nio\\.channels\\.(FileChannel|FileLock"
                        + "|AsynchronousFileChannel)|java\\.io\\.(File.*|RandomAccessFile)")
                .orShould()
                .callMethod(Path.class, "toRealPath", LinkOption[].class)
                .orShould()
                .callMethod(Path.class, "toFile")
                .check(engine);
    }

    @Test
    void theEngineNeedsTheJdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.necrozma.engine..", "java..", "com.sun.nio.file", "org.jspecify..")
                .check(engine);
    }

    @Test
    void nothingIsSerializedByJava() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Object(In|Out)putStream")
                .check(engine);
    }

    @Test
    void partsPointOneWay() {
        noClasses()
                .that()
                .resideInAnyPackage("..disk..", "..fingerprint..", "..key..", "..store..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("..sweep..", "..run.."))
                .check(engine);
        noClasses()
                .that()
                .resideInAnyPackage("..disk..", "..fingerprint..", "..key..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("..store.."))
                .check(engine);
    }
}
