package dev.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a user can see is what we mean them to see: a new public type is a decision. */
class ExportSurfaceTest {
    private static Set<String> publicTypesIn(String packageName) {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.heddle")
                        .stream()
                        .filter(type -> type.getPackageName().equals(packageName))
                        .filter(ExportSurfaceTest::isVisible)
                        .map(type -> type.getName().substring(packageName.length() + 1))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isVisible(JavaClass type) {
        return Stream.iterate(
                        type,
                        t -> t != null,
                        t -> t.getEnclosingClass().map(JavaClass.class::cast).orElse(null))
                .allMatch(t -> t.getModifiers().contains(JavaModifier.PUBLIC));
    }

    @Test
    void theFaceIsSmall() {
        assertThat(publicTypesIn("dev.heddle"))
                .containsExactlyInAnyOrder(
                        "Action",
                        "Async",
                        "DeadlineExceededException",
                        "EventLoop",
                        "EventLoop$Builder",
                        "EventLoops",
                        "Task",
                        "TaskCancelledException",
                        "TaskGroup",
                        "Transport");
    }

    @Test
    void testingIsOneType() {
        assertThat(publicTypesIn("dev.heddle.testing")).containsExactly("VirtualTimeLoop");
    }

    @Test
    void workersAreTheseTypes() {
        assertThat(publicTypesIn("dev.heddle.worker"))
                .containsExactlyInAnyOrder(
                        "AdaptivePool",
                        "AdaptivePool$Choice",
                        "AdaptivePool$Explanation",
                        "CallOptions",
                        "CoreBudget",
                        "InProcessPool",
                        "InProcessPool$Builder",
                        "PoolStats",
                        "PoolStats$Times",
                        "Priority",
                        "ProcessPool",
                        "ProcessPool$Builder",
                        "ProcessPool$WorkerInfo",
                        "Work",
                        "WorkFailedException",
                        "WorkerException",
                        "WorkerException$Kind",
                        "WorkerPool");
    }

    @Test
    void awaitsVocabularyIsThisAndNoMore() {
        var methods =
                Stream.of(Async.class.getMethods())
                        .filter(method -> method.getDeclaringClass() == Async.class)
                        .map(java.lang.reflect.Method::getName)
                        .distinct()
                        .toList();
        assertThat(methods)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(
                                "asCompleted",
                                "atomic",
                                "await",
                                "checkpoint",
                                "deadline",
                                "gather",
                                "race",
                                "shield",
                                "sleep",
                                "timeout"));
    }

    @Test
    void theModuleExportsItsPublicPackagesOnly() {
        var descriptor =
                java.lang.module.ModuleFinder.of(classes())
                        .find("dev.heddle.core")
                        .orElseThrow()
                        .descriptor();
        assertThat(descriptor.exports())
                .allMatch(export -> !export.source().contains("internal") && !export.isQualified());
    }

    private static java.nio.file.Path classes() {
        return java.nio.file.Path.of(
                java.net.URI.create(
                        EventLoop.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()));
    }
}
