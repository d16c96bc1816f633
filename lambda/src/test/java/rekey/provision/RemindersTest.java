package rekey.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemindersTest {
    private static final String POLICY =
            "{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}";

    @Test
    void areWrittenAsParameterStoreTakesThem() {
        assertThat(new Reminders(List.of(150, 165)).json())
                .isEqualTo("[" + POLICY + "," + POLICY.replace("150", "165") + "]");
    }

    @Test
    void areTheSameInAnotherOrderAndSpelling() {
        String spelled = "{ \"Attributes\": {\"Unit\":\"Days\",\"After\":165}, \"Type\": \"NoChangeNotification\" }";

        assertThat(new Reminders(List.of(150, 165)).are(List.of(spelled, POLICY)))
                .isTrue();
        assertThat(Reminders.NONE.are(List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "\"NoChangeNotification\"", "{\"Attributes\":[1]}"})
    void areOtherThanWhatNobodyCanRead(String text) {
        assertThat(new Reminders(List.of(150)).are(List.of(POLICY, text))).isFalse();
        assertThat(Reminders.NONE.are(List.of(text))).isFalse();
    }

    @Test
    void areOtherWhenOneIsMissingOrInHours() {
        Reminders reminders = new Reminders(List.of(150));

        assertThat(reminders.are(List.of())).isFalse();
        assertThat(reminders.are(List.of(POLICY.replace("Days", "Hours")))).isFalse();
        assertThat(reminders.are(List.of(POLICY.replace("NoChange", "Expiration"))))
                .isFalse();
    }
}
