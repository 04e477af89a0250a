package dev.heddle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages of core, and what its types may look like. */
@AnalyzeClasses(packages = "dev.heddle", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CARRIER = "dev.heddle.internal.carrier..";

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.heddle.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theCarrierKnowsNothingElseOfHeddle =
            noClasses()
                    .that()
                    .resideInAPackage(CARRIER)
                    .should()
                    .dependOnClassesThat(
                            DescribedPredicate.describe(
                                    "are Heddle's, outside the carrier",
                                    type ->
                                            type.getPackageName().startsWith("dev.heddle")
                                                    && !type.getPackageName()
                                                            .startsWith(
                                                                    "dev.heddle.internal.carrier")));

    @ArchTest
    static final ArchRule theWireKnowsTheJdkOnly =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.internal.wire..")
                    .should()
                    .dependOnClassesThat(
                            DescribedPredicate.describe(
                                    "are Heddle's outside the wire, Netty's, Reactor's or slf4j's",
                                    type ->
                                            type.getPackageName()
                                                            .matches(
                                                                    "(io\\.netty|reactor|org\\.slf4j).*")
                                                    || (type.getPackageName()
                                                                    .startsWith("dev.heddle")
                                                            && !type.getPackageName()
                                                                    .startsWith(
                                                                            "dev.heddle.internal.wire"))));

    @ArchTest
    static final ArchRule theFaceKnowsNoneOfWhatIsBuiltOnIt =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.heddle.http..", "dev.heddle.testing..", "dev.heddle.worker..");

    @ArchTest
    static final ArchRule httpUsesTheFaceAndNotTheCarrier =
            noClasses()
                    .that()
                    .resideInAPackage("dev.heddle.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(CARRIER, "dev.heddle.testing..");

    @ArchTest
    static final ArchRule nettyIsConfined =
            classes()
                    .that()
                    .resideInAPackage("dev.heddle")
                    .and(
                            DescribedPredicate.describe(
                                    "use Netty",
                                    type ->
                                            type.getDirectDependenciesFromSelf().stream()
                                                    .anyMatch(d ->
                                                            d.getTargetClass()
                                                                    .getPackageName()
                                                                    .startsWith("io.netty"))))
                    .should()
                    .haveNameMatching(
                            "dev.heddle.(Async|EventLoopImpl|EventLoops|FutureAwaiter|LoopGroup"
                                    + "|OwnResources).*");

    @ArchTest
    static final ArchRule onlyTheSeamReachesIntoTheJdk =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(CARRIER)
                    .should()
                    .callMethod(
                            java.lang.invoke.MethodHandles.class,
                            "privateLookupIn",
                            Class.class,
                            java.lang.invoke.MethodHandles.Lookup.class);

    @ArchTest
    static final ArchRule timeHasOneSeam =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.heddle.internal.process.child.Stopwatch")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class)
                    .orShould()
                    .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule publicTypesAreClosedForInheritance =
            classes()
                    .that()
                    .arePublic()
                    .and()
                    .areNotInterfaces()
                    .should(
                            com.tngtech.archunit.lang.conditions.ArchConditions.be(
                                    DescribedPredicate.describe(
                                            "final, sealed or abstract",
                                            ArchitectureTest::isClosed)));

    private static boolean isClosed(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT)
                || type.reflect().isSealed()
                || type.isEnum();
    }
}
