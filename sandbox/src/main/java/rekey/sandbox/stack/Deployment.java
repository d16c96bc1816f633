package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.stack.ResourceDeclaration.Deletion;
import rekey.sandbox.stack.StackEvent.Outcome;

/**
 * One attempt to make a stack's resources what a template says: makes and changes them in the order of their dependencies,
 * then deletes what is left over; or takes everything back when one fails.
 */
final class Deployment implements Scope {
    /** Takes back what was done to a resource. */
    private record Undo(ResourceDeclaration resource, Runnable action) {}

    /** What is to be deleted once everything else is done. */
    private record LeftOver(Made made, Deletion policy) {}

    private final Template template;
    private final ResourceTypes types;
    private final Parameters parameters;
    private final String stack;
    private final String stackId;
    private final Map<String, Made> made;
    private final Consumer<StackEvent> progress;
    private final Deque<Undo> undos = new ArrayDeque<>();
    private final List<LeftOver> leftOver = new ArrayList<>();
    private final List<String> aftermath = new ArrayList<>();
    private final boolean isFirst;

    /**
     * @param made what the stack has, by logical id in the order of making; kept up to date
     * @throws TemplateProblem when the template says something that is wrong or not known
     */
    Deployment(
            Template template,
            ResourceTypes types,
            String stack,
            String stackId,
            Map<String, Made> made,
            Consumer<StackEvent> progress) {
        this.template = template;
        this.types = types;
        this.stack = stack;
        this.stackId = stackId;
        this.made = made;
        this.isFirst = made.isEmpty();
        this.progress = progress;
        this.parameters = new Parameters(template, stack, stackId);
        new TemplateCheck(template, types, parameters).run();
    }

    /**
     * Makes and changes; what is left over is still there then.
     *
     * @return the outputs
     */
    Map<String, String> run() {
        List<ResourceDeclaration> order = DeploymentOrder.of(template.resources()).stream()
                .filter(resource -> resource.condition().map(this::condition).orElse(true))
                .toList();
        List<String> wanted = order.stream().map(ResourceDeclaration::logicalId).toList();
        for (ResourceDeclaration resource : order) {
            try {
                provide(resource);
            } catch (RuntimeException e) {
                throw rolledBack(resource, e);
            }
        }
        Map<String, String> outputs = outputs();
        made.keySet().stream().filter(id -> !wanted.contains(id)).toList().forEach(id -> {
            Made gone = made.remove(id);
            leftOver.add(new LeftOver(gone, gone.wanted().declaration().deletion()));
        });
        return outputs;
    }

    private void provide(ResourceDeclaration resource) {
        ResourceType type = types.of(resource);
        Resolver resolver = new Resolver(this, resource.toString());
        Wanted wanted = new Wanted(
                stack, stackId, resource, new Properties(resolver.object(resource.properties()), resource.toString()));
        Made before = made.get(resource.logicalId());
        if (before == null) {
            make(type, wanted);
        } else if (!before.wanted().declaration().type().equals(resource.type())) {
            throw new TemplateProblem("Update of resource type is not permitted: the stack has "
                    + before.wanted().declaration() + ". Give the new resource another logical id.");
        } else if (before.wanted()
                .properties()
                .json()
                .equals(wanted.properties().json())) {
            made.put(resource.logicalId(), before.changedTo(wanted));
        } else if (wanted.differsFrom(before.wanted(), type.replacing())) {
            leftOver.add(new LeftOver(before, resource.replacement()));
            undos.push(new Undo(resource, () -> made.put(resource.logicalId(), before)));
            make(type, wanted);
            tell(resource, Outcome.REPLACED);
        } else {
            change(type, before, wanted);
        }
    }

    private void make(ResourceType type, Wanted wanted) {
        ResourceDeclaration resource = wanted.declaration();
        Made now;
        try {
            now = type.make(wanted);
        } catch (HalfMade e) {
            undos.push(new Undo(resource, () -> discard(e.made(), Deletion.DELETE)));
            throw e;
        }
        boolean isNew = made.put(resource.logicalId(), now) == null;
        undos.push(new Undo(resource, () -> {
            made.remove(resource.logicalId());
            discard(now, resource.deletion());
        }));
        if (isNew) {
            tell(resource, Outcome.MADE);
        }
    }

    private void change(ResourceType type, Made before, Wanted wanted) {
        ResourceDeclaration resource = wanted.declaration();
        Made now;
        try {
            now = type.change(before, wanted);
        } catch (HalfMade e) {
            undos.push(new Undo(resource, () -> changeBack(type, e.made(), before)));
            throw e;
        } catch (AwsError e) {
            // Of several calls that a change takes, some may have been made.
            undos.push(new Undo(resource, () -> changeBack(type, before.changedTo(wanted), before)));
            throw e;
        }
        made.put(resource.logicalId(), now);
        undos.push(new Undo(resource, () -> changeBack(type, now, before)));
        if (!now.physicalId().equals(before.physicalId())) {
            leftOver.add(new LeftOver(before, resource.replacement()));
        }
        tell(resource, Outcome.CHANGED);
    }

    private void changeBack(ResourceType type, Made now, Made before) {
        Made restored = type.change(now, before.wanted());
        made.put(before.wanted().logicalId(), restored);
        tell(before.wanted().declaration(), Outcome.RESTORED);
        if (!restored.physicalId().equals(now.physicalId())) {
            discard(now, Deletion.DELETE);
        }
    }

    private DeploymentFailed rolledBack(ResourceDeclaration resource, RuntimeException cause) {
        tell(resource, Outcome.FAILED);
        rollBack();
        return new DeploymentFailed("deploy " + stack, resource, cause, aftermath);
    }

    private void rollBack() {
        aftermath.add(isFirst ? "What was made is deleted again." : "The stack is as it was before.");
        while (!undos.isEmpty()) {
            Undo undo = undos.pop();
            try {
                undo.action().run();
            } catch (RuntimeException e) {
                // Not swallowed: whoever deploys is told.
                aftermath.add("But " + undo.resource() + " could not be taken back: " + DeploymentFailed.reason(e));
            }
        }
    }

    /** What a rollback deletes. */
    private void discard(Made gone, Deletion policy) {
        ResourceDeclaration resource = gone.wanted().declaration();
        if (policy == Deletion.RETAIN) {
            aftermath.add("But " + resource + " is kept, as its DeletionPolicy says.");
            tell(resource, Outcome.KEPT);
        } else {
            types.of(resource).delete(gone);
            tell(resource, Outcome.DELETED);
        }
    }

    /** Deletes what is left over, the last first; what cannot be deleted does not keep the rest. */
    void cleanUp() {
        DeploymentFailed failure = null;
        for (int i = leftOver.size() - 1; i >= 0; i--) {
            LeftOver last = leftOver.get(i);
            ResourceDeclaration resource = last.made().wanted().declaration();
            try {
                retire(types, last.made(), last.policy(), progress);
            } catch (RuntimeException e) {
                tell(resource, Outcome.FAILED);
                failure = new DeploymentFailed(
                        "clean up " + stack, resource, e, List.of("Everything else is as the template says."));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Deletes what leaves a stack, or keeps it. */
    static void retire(ResourceTypes types, Made gone, Deletion policy, Consumer<StackEvent> progress) {
        ResourceDeclaration resource = gone.wanted().declaration();
        boolean deleted = policy == Deletion.DELETE;
        if (deleted) {
            types.of(resource).delete(gone);
        }
        progress.accept(
                new StackEvent(resource.type(), resource.logicalId(), deleted ? Outcome.DELETED : Outcome.KEPT));
    }

    private void tell(ResourceDeclaration resource, Outcome outcome) {
        progress.accept(new StackEvent(resource.type(), resource.logicalId(), outcome));
    }

    private Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        template.section("Outputs").properties().forEach(output -> {
            JsonNode declared = output.getValue();
            if (!declared.has("Condition")
                    || condition(declared.get("Condition").asText())) {
                outputs.put(output.getKey(), output(output.getKey(), declared.path("Value")));
            }
        });
        return outputs;
    }

    private String output(String name, JsonNode value) {
        try {
            return new Resolver(this, "the output " + name).text(value);
        } catch (TemplateProblem e) {
            rollBack();
            throw new DeploymentFailed("deploy " + stack, name, "Output", e, aftermath);
        }
    }

    @Override
    public JsonNode ref(String name) {
        return parameters.has(name)
                ? parameters.ref(name)
                : TextNode.valueOf(resource(name).physicalId());
    }

    @Override
    public JsonNode attribute(String logicalId, String attribute) {
        return resource(logicalId).attribute(attribute);
    }

    @Override
    public boolean condition(String name) {
        return parameters.condition(name);
    }

    private Made resource(String logicalId) {
        Made resource = made.get(logicalId);
        if (resource == null) {
            throw new TemplateProblem(logicalId + " is not there: its condition does not hold.");
        }
        return resource;
    }
}
