package dev.heddle.demo.io;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.netty.handler.codec.http.HttpHeaders;

@AnalyzeClasses(packages = "dev.heddle.demo", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule commandsDoNotKnowEachOther =
            slices().matching("dev.heddle.demo.io.(*)..").should().notDependOnEachOther();

    /** Of Netty only what an HttpHead hands out; what is compared with Heddle is built with it. */
    @ArchTest
    static final ArchRule demosUseTheFaceOfCore =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.heddle.demo.io.compare..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "dev.heddle.internal..",
                                            "io.netty..",
                                            "reactor.netty..")
                                    .and(not(type(HttpHeaders.class))));

    @ArchTest
    static final ArchRule whatIsComparedUsesTheFaceOfCore =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.demo.io.compare..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.heddle.internal..");

    /** Its JVM loads little and starts soon. */
    @ArchTest
    static final ArchRule theStubServerIsNettyOnly =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.demo.io.compare.stub")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("dev.heddle..", "reactor..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            "dev.heddle.demo.io.compare.stub"))));

    @ArchTest
    static final ArchRule theDemosDoNotKnowEachOther =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.demo.io..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.heddle.demo.cpu..");

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
