package rekey.sandbox.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;

/** A dashboard. The sandbox draws none: it only sees to it that the body is JSON. {@code Ref} is its name. */
final class DashboardType implements ResourceType {

    @Override
    public String name() {
        return "AWS::CloudWatch::Dashboard";
    }

    @Override
    public Set<String> properties() {
        return Set.of("DashboardBody", "DashboardName");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("DashboardName");
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Made make(Wanted wanted) {
        return new Made(checked(wanted).name("DashboardName", 255), wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        return made.changedTo(checked(wanted));
    }

    @Override
    public void delete(Made made) {
        // There is nothing to delete.
    }

    private static Wanted checked(Wanted wanted) {
        try {
            JSON.readTree(wanted.properties().text("DashboardBody"));
            return wanted;
        } catch (JsonProcessingException e) {
            throw new TemplateProblem("The DashboardBody is no JSON.");
        }
    }
}
