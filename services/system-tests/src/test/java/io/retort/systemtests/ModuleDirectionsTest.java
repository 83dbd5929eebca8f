package io.retort.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Who may import whom. A service that knows another could not be replaced or run without it. */
@AnalyzeClasses(packages = "io.retort")
class ModuleDirectionsTest {

    private static final String RECORDS = "io.retort.schemas.record";

    @ArchTest
    static final ArchRule schemasKnowNobody = module("schemas").knows();

    @ArchTest
    static final ArchRule platformKnowsSchemas = module("platform").knows("schemas");

    @ArchTest
    static final ArchRule learningKnowsSchemas = module("learning").knows("schemas");

    @ArchTest
    static final ArchRule producerKnowsNoOtherService = module("producer").knows("schemas", "platform", "learning");

    @ArchTest
    static final ArchRule teacherKnowsNoOtherService = module("teacher").knows("schemas", "platform", "learning");

    @ArchTest
    static final ArchRule trainerKnowsNoOtherService = module("trainer").knows("schemas", "platform", "learning");

    @ArchTest
    static final ArchRule serverKnowsNoOtherService = module("server").knows("schemas", "platform", "learning");

    @ArchTest
    static final ArchRule monitorKnowsNoOtherService = module("monitor").knows("schemas", "platform");

    @ArchTest
    static final ArchRule brokerKnowsNobody = module("broker").knows();

    @ArchTest
    static final ArchRule testSupportKnowsSchemasAndBroker = module("testing").knows("schemas", "broker");

    @ArchTest
    static final ArchRule commandLineKnowsAllButTestSupport = module("cli")
            .knows("schemas", "platform", "learning", "producer", "teacher", "trainer", "server", "monitor", "broker");

    @ArchTest
    static final ArchRule everyModuleHasARule = classes()
            .should()
            .resideInAnyPackage(packages(
                    "schemas",
                    "platform",
                    "learning",
                    "producer",
                    "teacher",
                    "trainer",
                    "server",
                    "monitor",
                    "broker",
                    "testing",
                    "cli",
                    "systemtests"))
            .because("a module without a rule here could know anything");

    /** Avro copies a record by looking up its class by name, which it does only for packages the whole process trusts. */
    @ArchTest
    static final ArchRule noRecordIsCopiedByItsBuilder = noClasses()
            .that()
            .resideOutsideOfPackage(RECORDS)
            .should()
            .callMethodWhere(describe("newBuilder(record)", ModuleDirectionsTest::copies))
            .because("a record is copied with its constructor, field by field");

    private static boolean copies(JavaMethodCall call) {
        return call.getTargetOwner().getPackageName().equals(RECORDS)
                && call.getTarget().getName().equals("newBuilder")
                && !call.getTarget().getRawParameterTypes().isEmpty();
    }

    private static Module module(String name) {
        return new Module(name);
    }

    private static String[] packages(String... modules) {
        return Stream.of(modules).map(module -> "io.retort." + module + "..").toArray(String[]::new);
    }

    private record Module(String name) {

        ArchRule knows(String... others) {
            String[] own = packages(name);
            return classes()
                    .that()
                    .resideInAnyPackage(own)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(own)
                            .or(resideInAnyPackage(packages(others)))
                            .or(resideOutsideOfPackages("io.retort..")));
        }
    }
}
