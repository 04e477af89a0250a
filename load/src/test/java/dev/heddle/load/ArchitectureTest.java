package dev.heddle.load;

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

/** The arrows between the packages of load tests, and what its types may look like. */
@AnalyzeClasses(packages = "dev.heddle.load", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.heddle.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theEngineKnowsNothingOfWhatIsBuiltOnIt =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.load")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.heddle.load.(*)..");

    @ArchTest
    static final ArchRule theEngineReadsTheClockOfItsLoops =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.load")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @ArchTest
    static final ArchRule loadTestsUseTheFaceOfCore =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.heddle.internal..", "dev.heddle.testing..");

    /** JUnit and WireMock are there only for those who have them. */
    @ArchTest
    static final ArchRule whatIsOptionalStaysInItsRoom =
            noClasses()
                    .that(
                            not(resideInAPackage("dev.heddle.load.junit.."))
                                    .and(not(resideInAPackage("dev.heddle.load.stub.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.junit..", "com.github.tomakehurst..");

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
