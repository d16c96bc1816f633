package rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.SampleCredentials.assertHoldsNoSecret;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rekey.credential.ApplicationCredentials;
import rekey.credential.ApplicationCredentials.Version;
import rekey.credential.Grantee;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.credential.Secret;
import rekey.credential.StoredCredentials;

/**
 * No type that can hold a secret prints it. A record prints all that it has, so each is made with secrets in it and
 * printed; every other type must leave {@code toString} alone.
 */
class SecretNeverPrintsTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(Secret.class.getProtectionDomain().getCodeSource().getLocation());

    /** The records that hold secrets. A new one is added here by hand, by somebody who has looked at it. */
    private static final Set<String> RECORDS = Set.of(
            "rekey.credential.ApplicationCredentials",
            "rekey.credential.ClientSecrets$Both",
            "rekey.credential.ClientSecrets$Stored",
            "rekey.credential.StoredCredentials",
            "rekey.lwa.AccessToken",
            "rekey.lwa.Grant$ClientCredentials",
            "rekey.lwa.Grant$RefreshToken",
            "rekey.rotation.AmazonMessage$Expiry",
            "rekey.rotation.AmazonMessage$NewSecret",
            "rekey.provision.StoredVersion",
            "rekey.token.TokenBroker$Current",
            "rekey.token.TokenBroker$Found",
            "rekey.token.TokenLine",
            "rekey.token.TokenResponse");

    static Set<String> records() {
        return RECORDS;
    }

    static Class<?>[] others() {
        return holders().stream()
                .filter(type -> !type.isRecord() && !type.isEquivalentTo(Secret.class))
                .map(JavaClass::reflect)
                .toArray(Class<?>[]::new);
    }

    @ParameterizedTest
    @MethodSource("records")
    void printsNoSecretOfARecord(String name) throws ReflectiveOperationException {
        Object holder = sample(Class.forName(name));

        assertThat(holder.toString()).contains("****");
        assertHoldsNoSecret(holder.toString());
        assertHoldsNoSecret("%s %S".formatted(holder, holder));
    }

    @ParameterizedTest
    @MethodSource("others")
    void leavesToStringAloneInEveryOtherHolder(Class<?> type) {
        assertThat(Arrays.stream(type.getDeclaredMethods()).map(method -> method.getName()))
                .doesNotContain("toString");
    }

    @Test
    void knowsEveryRecordThatHoldsASecret() {
        assertThat(holders().stream().filter(JavaClass::isRecord).map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(RECORDS);
    }

    @Test
    void neverSerializesASecretNorThrowsOne() {
        assertThat(holders()).noneMatch(type -> type.isAssignableTo(Serializable.class));
    }

    /** Secret and all types that have a field of such a type, or of one that may stand for it, however far down. */
    private static Set<JavaClass> holders() {
        Set<JavaClass> holders = new HashSet<>(Set.of(OURS.get(Secret.class)));
        boolean grew = true;
        while (grew) {
            Set<JavaClass> more = new HashSet<>();
            for (JavaClass type : OURS) {
                boolean holds = type.getAllFields().stream()
                        .flatMap(field -> field.getAllInvolvedRawTypes().stream())
                        .anyMatch(holders::contains);
                boolean standsFor = type.getAllSubclasses().stream().anyMatch(holders::contains);
                if (holds || standsFor) {
                    more.add(type);
                }
            }
            grew = holders.addAll(more);
        }
        holders.removeIf(type -> type.isEquivalentTo(Object.class) || !OURS.contain(type.getName()));
        return holders;
    }

    /** A record full of samples, made by its canonical constructor, whoever may call that. */
    private static Object sample(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i].getGenericType());
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AssertionError("No sample of " + type, e.getCause());
        }
    }

    private static Object value(Type generic) throws ReflectiveOperationException {
        if (generic instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return Optional.of(value(optional.getActualTypeArguments()[0]));
        }
        Class<?> type = (Class<?>) generic;
        if (type == Secret.class) {
            return Secret.of(SampleCredentials.CLIENT_SECRET);
        } else if (type == ApplicationCredentials.class) {
            return SampleCredentials.application();
        } else if (type == StoredCredentials.class) {
            return SampleCredentials.stored();
        } else if (type == Version.class) {
            return new Version(1, 2);
        } else if (type == Grantee.class || type == Seller.class) {
            return Seller.named("A2EXAMPLE");
        } else if (type == Scopes.class) {
            return Scopes.parse("sellingpartnerapi::notifications");
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == long.class) {
            return 1L;
        } else if (type == boolean.class) {
            return true;
        }
        return sample(type);
    }
}
