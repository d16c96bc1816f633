package rekey.sandbox.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which order resources are made: each after those that it refers to or depends on, else as the template has them. */
final class DeploymentOrder {
    private final Map<String, ResourceDeclaration> resources;
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<String> begun = new LinkedHashSet<>();

    private DeploymentOrder(Map<String, ResourceDeclaration> resources) {
        this.resources = resources;
    }

    /** @throws TemplateProblem when resources depend on each other; the message names them along the circle */
    static List<ResourceDeclaration> of(Map<String, ResourceDeclaration> resources) {
        DeploymentOrder order = new DeploymentOrder(new LinkedHashMap<>(resources));
        resources.keySet().forEach(order::visit);
        return order.done.stream().map(resources::get).toList();
    }

    private void visit(String id) {
        if (done.contains(id)) {
            return;
        }
        if (!begun.add(id)) {
            List<String> circle = new ArrayList<>(begun);
            circle.add(id);
            throw new TemplateProblem("Circular dependency between resources: "
                    + String.join(" -> ", circle.subList(circle.indexOf(id), circle.size())) + ".");
        }
        ResourceDeclaration resource = resources.get(id);
        Set<String> needed = new LinkedHashSet<>(resource.dependsOn());
        Intrinsic.references(resource.properties(), resource.toString(), (other, attribute) -> needed.add(other));
        needed.stream().filter(resources::containsKey).forEach(this::visit);
        begun.remove(id);
        done.add(id);
    }
}
