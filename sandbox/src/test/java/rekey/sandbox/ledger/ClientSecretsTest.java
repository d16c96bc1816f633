package rekey.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.sandbox.ledger.StoredApplication.NAMES;
import static rekey.sandbox.ledger.StoredApplication.ample;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.ClientSecrets;
import rekey.credential.ClientSecrets.Stored;
import rekey.credential.Placeholder;
import rekey.credential.Secret;
import rekey.failure.ParameterMissing;
import rekey.failure.TryLater;
import rekey.sandbox.Sandbox;
import rekey.sandbox.provision.MeddlingProxy;
import rekey.sandbox.provision.MeddlingProxy.Fate;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class ClientSecretsTest {
    private static final String CURRENT = NAMES.clientSecret();
    private static final String PENDING = NAMES.pendingClientSecret();
    private static final Secret OLD = Secret.of("amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7");
    private static final Secret NEW = Secret.of("amzn1.oa2-cs.v1.9f8e7d6c5b4a3921");
    private static final String POLICIES =
            "[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}]";

    @AutoClose
    private final StoredApplication my = new StoredApplication();

    private final String keyArn = key();
    private final ClientSecrets secrets = new ClientSecrets(my.meddledWith, NAMES, keyArn);

    /** As the stack makes them. */
    @BeforeEach
    void deploy() {
        my.ssm.putParameter(put -> put.name(CURRENT)
                .value(Placeholder.VALUE)
                .type(ParameterType.SECURE_STRING)
                .keyId(keyArn)
                .tier(ParameterTier.ADVANCED)
                .policies(POLICIES)
                .description("The client secret"));
        my.ssm.putParameter(put -> put.name(PENDING)
                .value(Placeholder.VALUE)
                .type(ParameterType.SECURE_STRING)
                .keyId(keyArn)
                .tier(ParameterTier.STANDARD));
    }

    @Test
    void areEmptyWhileTheyHoldThePlaceholder() {
        assertThat(secrets.read(ample()).current()).isEmpty();
        assertThat(secrets.read(ample()).pending()).isEmpty();
    }

    @Test
    void areReadByNameEachInItsPlace() {
        assertThat(secrets.putCurrent(OLD, ample())).isEqualTo(2);
        secrets.putPending(NEW, ample());

        ClientSecrets.Both both = secrets.read(ample());

        assertThat(both.current().map(Stored::secret)).contains(OLD);
        assertThat(both.current().map(Stored::version)).contains(2L);
        assertThat(both.current().orElseThrow().stored())
                .isBeforeOrEqualTo(my.sandbox.clock().instant())
                .isAfter(my.sandbox.clock().instant().minusSeconds(600));
        assertThat(both.pending().map(Stored::secret)).contains(NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " ", "\t\n\n"})
    void areReadWithoutTheWhiteSpaceThatAPasteLeaves(String tail) {
        store(CURRENT, OLD.reveal() + tail, ParameterTier.ADVANCED);

        Secret read = secrets.read(ample()).current().orElseThrow().secret();

        assertThat(read).isEqualTo(OLD);
        assertThat(read.fingerprint()).isEqualTo(OLD.fingerprint());
    }

    @Test
    void areEmptyWhenBlank() {
        store(CURRENT, " \n", ParameterTier.ADVANCED);
        store(PENDING, Placeholder.VALUE + "\n", ParameterTier.STANDARD);

        assertThat(secrets.read(ample())).isEqualTo(new ClientSecrets.Both(Optional.empty(), Optional.empty(), 2));
    }

    @ParameterizedTest
    @CsvSource({"/my-erp/lwa/clientsecret", "/my-erp/lwa/clientsecret-pending"})
    void areMissingByTheirNames(String name) {
        my.ssm.deleteParameter(delete -> delete.name(name));

        assertThatThrownBy(() -> secrets.read(ample()))
                .isInstanceOf(ParameterMissing.class)
                .hasMessageContaining("no parameter " + name + " in");
    }

    @Test
    void everyPutSaysTypeKeyAndTierAgainAndKeepsPoliciesAndDescription() {
        secrets.putCurrent(OLD, ample());
        secrets.putPending(NEW, ample());
        secrets.clearPending(ample());
        secrets.putCurrent(NEW, ample());

        ParameterMetadata current = described(CURRENT);
        assertThat(current.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(current.keyId()).isEqualTo(keyArn);
        assertThat(current.tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThat(current.policies()).hasSize(1);
        assertThat(current.policies().get(0).policyText()).contains("\"After\":\"150\"");
        assertThat(current.description()).isEqualTo("The client secret");
        ParameterMetadata pending = described(PENDING);
        assertThat(pending.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(pending.keyId()).isEqualTo(keyArn);
        assertThat(pending.tier()).isEqualTo(ParameterTier.STANDARD);
        assertThat(pending.version()).isEqualTo(3);
        assertThat(my.stored(PENDING)).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void areReadByVersionAsLongAsTheyAreKept() {
        long old = secrets.putCurrent(OLD, ample());
        long newer = secrets.putCurrent(NEW, ample());

        assertThat(secrets.version(old, ample()).map(Stored::secret)).contains(OLD);
        assertThat(secrets.version(newer, ample()).map(Stored::version)).contains(newer);
        assertThat(secrets.version(1, ample())).as("the placeholder").isEmpty();
        assertThat(secrets.version(99, ample())).as("one that is not there").isEmpty();
        my.ssm.deleteParameter(delete -> delete.name(CURRENT));
        assertThat(secrets.version(newer, ample())).as("none at all").isEmpty();
    }

    @Test
    void showByTheVersionThatSomebodyElsePutOneInBetween() {
        long read = secrets.putCurrent(OLD, ample());
        Secret byHand = Secret.of("amzn1.oa2-cs.v1.1122334455667788");
        my.proxy.next(
                "PutParameter", MeddlingProxy.after(() -> store(CURRENT, byHand.reveal(), ParameterTier.ADVANCED)));

        long put = secrets.putCurrent(NEW, ample());

        assertThat(put).isEqualTo(read + 2);
        assertThat(secrets.version(put - 1, ample()).map(Stored::secret)).contains(byHand);
        assertThat(secrets.read(ample()).current().map(Stored::secret)).contains(NEW);
    }

    /** What came in between is then our own. */
    @Test
    void showByTheVersionThatAPutWasSentTwice() {
        long read = secrets.putCurrent(OLD, ample());
        my.proxy.next("PutParameter", Fate.ANSWER_LOST);

        long put = secrets.putCurrent(NEW, ample());

        assertThat(put).isEqualTo(read + 2);
        assertThat(secrets.version(put - 1, ample()).map(Stored::secret)).contains(NEW);
    }

    @Test
    void eachOfManyPutsHasItsVersion() throws Exception {
        List<Long> versions = StoredApplication.atOnce(
                8, number -> secrets.putCurrent(Secret.of("amzn1.oa2-cs.v1.000000000000000" + number), ample()));

        assertThat(versions).containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        for (int number = 0; number < 8; number++) {
            assertThat(secrets.version(versions.get(number), ample()).map(Stored::secret))
                    .contains(Secret.of("amzn1.oa2-cs.v1.000000000000000" + number));
        }
    }

    @Test
    void aPutWhoseAnswersAreAllLostMayHaveHappened() {
        for (int i = 0; i < 3; i++) {
            my.proxy.next("PutParameter", Fate.ANSWER_LOST);
        }

        assertThatThrownBy(() -> secrets.putPending(NEW, ample())).isInstanceOf(TryLater.class);
        assertThat(secrets.read(ample()).pending().map(Stored::secret)).contains(NEW);
    }

    private void store(String name, String value, ParameterTier tier) {
        my.ssm.putParameter(put -> put.name(name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .keyId(keyArn)
                .tier(tier)
                .overwrite(true));
    }

    private ParameterMetadata described(String name) {
        return my.ssm.describeParameters().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String key() {
        try (KmsClient kms = KmsClient.builder()
                .endpointOverride(my.sandbox.endpoint())
                .region(Region.of(Sandbox.REGION))
                .credentialsProvider(Sandbox.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return kms.createKey(create -> create.description("The parameters'"))
                    .keyMetadata()
                    .arn();
        }
    }
}
