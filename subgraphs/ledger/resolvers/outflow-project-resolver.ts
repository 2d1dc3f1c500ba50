import { FieldResolver, Resolver, Root } from "type-graphql";
import { OutflowProject } from "../entities/outflow-project.js";
import { projectRequirements } from "../rules/project-requirements.js";

@Resolver(() => OutflowProject)
export class OutflowProjectResolver {
  @FieldResolver()
  requirements(@Root() project: OutflowProject) {
    return projectRequirements(project);
  }
}
