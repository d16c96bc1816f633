package rekey.sandbox.contract;

import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtendWith;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/**
 * What all parts of the contract have: the back end, and a name of its own for everything that a test makes, since a back
 * end may keep what earlier runs left there.
 */
@ExtendWith(AsFarAsCapable.class)
abstract class Contract {
    final BackEnd aws;
    /** {@code it-} and eight characters. */
    final String application = "it-" + UUID.randomUUID().toString().substring(0, 8);

    Contract(BackEnd aws) {
        this.aws = aws;
    }

    /** The full name of a parameter of this test's own application. */
    final String parameter(String name) {
        return "/" + application + "/" + name;
    }

    final KeyMetadata newKey() {
        return aws.kms().createKey(request -> request.description(application)).keyMetadata();
    }

    /** All but the value of a parameter of this test's own application. */
    final ParameterMetadata described(String name) {
        ParameterStringFilter named = filter("Name", "Equals", parameter(name));
        return aws.ssm()
                .describeParameters(request -> request.parameterFilters(named))
                .parameters()
                .get(0);
    }

    static ParameterStringFilter filter(String key, String option, String value) {
        return ParameterStringFilter.builder()
                .key(key)
                .option(option)
                .values(value)
                .build();
    }

    static String codeOf(ThrowingCallable call) {
        return LoopbackAws.codeOf(call);
    }
}
