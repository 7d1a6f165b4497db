import { type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * What a resource of `scope` waits for. Terraform orders resources of one stack; a resource of another stack orders the stacks
 * instead, because cdktf would render it as a reference that `depends_on` does not take.
 */
export function dependsOn(
  scope: IConstruct,
  ...resources: readonly TerraformResource[]
): TerraformResource[] {
  const stack = TerraformStack.of(scope);
  return resources.filter((resource) => {
    const other = TerraformStack.of(resource);
    if (other === stack) return true;
    stack.addDependency(other);
    return false;
  });
}
