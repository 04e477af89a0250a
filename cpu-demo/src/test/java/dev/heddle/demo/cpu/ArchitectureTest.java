package dev.heddle.demo.cpu;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.heddle.demo", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** The command's own package, {@code cpu}, is one of them. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.heddle.demo.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule modelsKnowNoWorkload =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.demo.cpu.model..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.heddle.demo.cpu.work..");

    @ArchTest
    static final ArchRule theDemosDoNotKnowEachOther =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.demo.cpu..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.heddle.demo.io..");

    @ArchTest
    static final ArchRule demosUseTheFaceOfCore =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "dev.heddle.internal..", "io.netty..", "reactor.netty.."));

    @ArchTest
    static final ArchRule publicTypesAreFinalOrAbstract =
            classes()
                    .that()
                    .arePublic()
                    .should()
                    .haveModifier(FINAL)
                    .orShould()
                    .haveModifier(ABSTRACT);
}
