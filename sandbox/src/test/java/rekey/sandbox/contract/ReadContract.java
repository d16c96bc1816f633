package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.InvalidKeyIdException;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** GetParameter, GetParameters, GetParameterHistory and LabelParameterVersion. */
abstract class ReadContract extends Contract {
    ReadContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void decryptsWhatIsAskedForAndNamesWhatIsNotThere() {
        put("a", "first");
        put("b", "second");
        GetParametersResponse read = get(true, "a", "missing", "b");
        assertThat(read.parameters())
                .extracting(Parameter::name, Parameter::value)
                .containsExactlyInAnyOrder(tuple(parameter("a"), "first"), tuple(parameter("b"), "second"));
        assertThat(read.invalidParameters()).containsExactly(parameter("missing"));
    }

    @Test
    @Needs(Capability.READS_IN_ORDER)
    void readsInTheOrderOfTheAlphabet() {
        put("b", "second");
        put("a", "first");
        put("c", "third");
        assertThat(get(true, "c", "b", "a").parameters())
                .extracting(Parameter::name)
                .containsExactly(parameter("a"), parameter("b"), parameter("c"));
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void saysAllAboutWhatItRead() {
        put("a", "first");
        Parameter read = get(true, "a").parameters().get(0);
        assertThat(read.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(read.version()).isEqualTo(1);
        assertThat(read.dataType()).isEqualTo("text");
        assertThat(read.arn()).matches("arn:aws:ssm:us-east-1:\\d{12}:parameter/" + application + "/a");
        assertThat(Duration.between(read.lastModifiedDate(), Instant.now()).abs())
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void hidesASecureStringFromWhoDoesNotAskForDecryption() {
        put("a", "hunter2");
        assertThat(get(false, "a").parameters().get(0).value()).isNotEqualTo("hunter2");
    }

    @Test
    @Needs(Capability.CIPHERTEXTS)
    void whatItHidesIsCiphertextThatKmsOpensInTheParametersContextOnly() {
        String key = newKey().arn();
        put("a", "hunter2", put -> put.keyId(key));
        Parameter read = get(false, "a").parameters().get(0);
        SdkBytes ciphertext = SdkBytes.fromByteArray(Base64.getDecoder().decode(read.value()));
        assertThat(aws.kms()
                        .decrypt(request -> request.ciphertextBlob(ciphertext)
                                .encryptionContext(Map.of("PARAMETER_ARN", read.arn())))
                        .plaintext()
                        .asString(StandardCharsets.UTF_8))
                .isEqualTo("hunter2");
        assertThat(codeOf(() -> aws.kms()
                        .decrypt(request -> request.ciphertextBlob(ciphertext)
                                .encryptionContext(Map.of("PARAMETER_ARN", read.arn() + "2")))))
                .isEqualTo("InvalidCiphertextException");
    }

    @Test
    @Needs(Capability.KEYS_OF_PARAMETERS)
    void cannotReadUnderADisabledKey() {
        KeyMetadata key = newKey();
        put("a", "hunter2", put -> put.keyId(key.arn()));
        aws.kms().disableKey(request -> request.keyId(key.keyId()));
        assertThat(refusalOf(() -> get(true, "a"))).isInstanceOf(InvalidKeyIdException.class);
        assertThat(refusalOf(() -> get(parameter("a")))).isInstanceOf(InvalidKeyIdException.class);
        assertThat(get(false, "a").parameters()).hasSize(1);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void readsAtMostTenAtOnce() {
        String[] names = IntStream.range(0, 11).mapToObj(Integer::toString).toArray(String[]::new);
        assertThat(codeOf(() -> get(true, names))).isEqualTo("ValidationException");
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void readsOneVersionByItsNumber() {
        put("a", "first");
        put("a", "second");
        assertThat(get(parameter("a")).value()).isEqualTo("second");
        Parameter old = get(parameter("a") + ":1");
        assertThat(old.value()).isEqualTo("first");
        assertThat(old.version()).isEqualTo(1);
        assertThat(old.name()).isEqualTo(parameter("a"));
        assertThat(get(true, "a:1").parameters().get(0).value()).isEqualTo("first");
    }

    @Test
    @Needs(Capability.SELECTORS_SHOWN)
    void showsTheSelectorThatAVersionWasReadBy() {
        put("a", "first");
        assertThat(get(parameter("a") + ":1").selector()).isEqualTo(":1");
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void tellsAMissingParameterFromAMissingVersion() {
        put("a", "first");
        assertThat(refusalOf(() -> get(parameter("b")))).isInstanceOf(ParameterNotFoundException.class);
        assertThat(refusalOf(() -> get(parameter("a") + ":7"))).isInstanceOf(ParameterVersionNotFoundException.class);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void aLabelMovesFromVersionToVersion() {
        put("a", "first");
        put("a", "second");
        label("a", 1, "CURRENT");
        assertThat(get(parameter("a") + ":CURRENT").value()).isEqualTo("first");
        label("a", 2, "CURRENT");
        assertThat(get(parameter("a") + ":CURRENT").value()).isEqualTo("second");
        assertThat(history("a")).extracting(ParameterHistory::labels).containsExactly(List.of(), List.of("CURRENT"));
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void givesBackALabelThatBreaksTheRules() {
        put("a", "first");
        LabelParameterVersionResponse labelled = label("a", 1, "aws-current");
        assertThat(labelled.invalidLabels()).containsExactly("aws-current");
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void saysWhichVersionItLabelled() {
        put("a", "first");
        assertThat(aws.ssm()
                        .labelParameterVersion(
                                request -> request.name(parameter("a")).labels("CURRENT"))
                        .parameterVersion())
                .isEqualTo(1);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void aVersionHasAtMostTenLabels() {
        put("a", "first");
        label("a", 1, IntStream.range(0, 10).mapToObj(i -> "label" + i).toArray(String[]::new));
        assertThat(codeOf(() -> label("a", 1, "oneMore"))).isEqualTo("ParameterVersionLabelLimitExceeded");
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void remembersEveryVersion() {
        String key = newKey().arn();
        put("a", "first", put -> put.keyId(key).description("what it is"));
        put("a", "second", put -> put.keyId(key));
        List<ParameterHistory> history = history("a");
        assertThat(history).extracting(ParameterHistory::version).containsExactly(1L, 2L);
        assertThat(history).extracting(ParameterHistory::value).containsExactly("first", "second");
        assertThat(history).extracting(ParameterHistory::keyId).containsOnly(key);
        assertThat(history).extracting(ParameterHistory::type).containsOnly(ParameterType.SECURE_STRING);
    }

    @Test
    @Needs(Capability.USERS_SHOWN)
    void saysWhoPutEachVersion() {
        put("a", "first");
        String user = history("a").get(0).lastModifiedUser();
        assertThat(user).isEqualTo(aws.sts().getCallerIdentity().arn());
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void hasNoHistoryOfWhatIsNotThere() {
        assertThat(refusalOf(() -> aws.ssm().getParameterHistory(request -> request.name(parameter("a")))))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void givesTheHistoryInPages() {
        put("a", "first");
        put("a", "second");
        put("a", "third");
        GetParameterHistoryResponse first = aws.ssm()
                .getParameterHistory(request -> request.name(parameter("a")).maxResults(2));
        assertThat(first.parameters()).hasSize(2);
        assertThat(first.nextToken()).isNotEmpty();
        assertThat(
                        aws
                                .ssm()
                                .getParameterHistoryPaginator(
                                        request -> request.name(parameter("a")).maxResults(2))
                                .stream()
                                .flatMap(page -> page.parameters().stream()))
                .hasSize(3);
    }

    private void put(String name, String value) {
        put(name, value, put -> {});
    }

    private void put(String name, String value, Consumer<PutParameterRequest.Builder> more) {
        aws.ssm().putParameter(put -> {
            put.name(parameter(name))
                    .value(value)
                    .type(ParameterType.SECURE_STRING)
                    .overwrite(true);
            more.accept(put);
        });
    }

    private GetParametersResponse get(boolean withDecryption, String... names) {
        List<String> full = List.of(names).stream().map(this::parameter).toList();
        return aws.ssm().getParameters(request -> request.names(full).withDecryption(withDecryption));
    }

    private Parameter get(String reference) {
        return aws.ssm()
                .getParameter(request -> request.name(reference).withDecryption(true))
                .parameter();
    }

    private LabelParameterVersionResponse label(String name, long version, String... labels) {
        return aws.ssm()
                .labelParameterVersion(request ->
                        request.name(parameter(name)).parameterVersion(version).labels(labels));
    }

    private List<ParameterHistory> history(String name) {
        return aws.ssm()
                .getParameterHistory(request -> request.name(parameter(name)).withDecryption(true))
                .parameters();
    }
}
