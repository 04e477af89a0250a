package dev.heddle.lab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages of the lab, and what its types may look like. */
@AnalyzeClasses(packages = "dev.heddle.lab", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.heddle.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule measuringKnowsNothingOfWhatIsBuiltOnIt =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.lab")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.heddle.lab.(*)..");

    @ArchTest
    static final ArchRule theCommandLineKnowsNothingElseOfTheLab =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.lab.cli..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.heddle.lab..")
                                    .and(not(resideInAPackage("dev.heddle.lab.cli.."))));

    @ArchTest
    static final ArchRule measuringReadsTimeInOnePlace =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.lab")
                    .and()
                    .doNotHaveSimpleName("NanoClock")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class);

    /** But for the one that asks how many bytes an input is on its way to a process. */
    @ArchTest
    static final ArchRule theLabUsesTheFaceOfCore =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.heddle.lab.advise.Encoded")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.heddle.internal..", "dev.heddle.testing..");

    @ArchTest
    static final ArchRule publicTypesAreClosedForInheritance =
            classes()
                    .that()
                    .arePublic()
                    .and()
                    .areNotInterfaces()
                    .should(be(describe("final, sealed or abstract", ArchitectureTest::isClosed)));

    private static boolean isClosed(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT)
                || type.reflect().isSealed()
                || type.isEnum();
    }
}
