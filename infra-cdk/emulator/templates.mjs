// What an emulator of AWS needs beside the synthesized templates; `prove` calls it.
//
//   node templates.mjs prepare <synth> <out>          templates without CDK's bootstrap, and one that exports what the rest imports
//   node templates.mjs environment <synth> <exports>  the functions' settings that name resources, as lines for a shell
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DEPLOYED = ["Data", "Inbox", "Schedule"];

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const template = (folder, stack) => read(join(folder, `${stack}.template.json`));

/** Every name that a part of a template imports. */
function imports(node) {
  if (node === null || typeof node !== "object") {
    return [];
  }
  const own = typeof node["Fn::ImportValue"] === "string" ? [node["Fn::ImportValue"]] : [];
  return own.concat(Object.values(node).flatMap(imports));
}

const exported = (stack) => Object.values(stack.Outputs ?? {}).flatMap((output) => output.Export?.Name ?? []);

/** Nobody bootstrapped the emulator, and no asset is uploaded to it. */
function withoutBootstrap({ Rules, ...stack }) {
  const { BootstrapVersion, ...parameters } = stack.Parameters ?? {};
  return { ...stack, Parameters: Object.keys(parameters).length === 0 ? undefined : parameters };
}

/** Stands in for `Api`, whose HTTP API is not among what free emulators know. */
function standIn(names) {
  const outputs = names.map((name, at) => [
    `Export${at}`,
    { Export: { Name: name }, Value: "arn:aws:lambda:us-east-1:000000000000:function:stand-in:live" },
  ]);
  return {
    Description: "Exports what the other stacks import of the stack Api",
    Resources: { Nothing: { Type: "AWS::CloudFormation::WaitConditionHandle" } },
    Outputs: Object.fromEntries(outputs),
  };
}

function prepare(synth, out) {
  mkdirSync(out, { recursive: true });
  const stacks = DEPLOYED.map((name) => [name, withoutBootstrap(template(synth, name))]);
  const known = new Set(stacks.flatMap(([, stack]) => exported(stack)));
  const missing = new Set(stacks.flatMap(([, stack]) => imports(stack)).filter((name) => !known.has(name)));
  [...stacks, ["StandIn", standIn([...missing].sort())]].forEach(([name, stack]) =>
    writeFileSync(join(out, `${name}.template.json`), JSON.stringify(stack, null, 1)));
}

function environment(synth, file) {
  const values = new Map(read(file).Exports.map((each) => [each.Name, each.Value]));
  const settings = new Map();
  Object.values(template(synth, "Api").Resources)
    .filter((resource) => resource.Type === "AWS::Lambda::Function")
    .flatMap((resource) => Object.entries(resource.Properties.Environment?.Variables ?? {}))
    .filter(([, value]) => typeof value["Fn::ImportValue"] === "string")
    .forEach(([name, value]) => {
      if (!values.has(value["Fn::ImportValue"])) {
        throw new Error(`nothing exports ${value["Fn::ImportValue"]}, the setting ${name}`);
      }
      settings.set(name, values.get(value["Fn::ImportValue"]));
    });
  [...settings].sort().forEach(([name, value]) => console.log(`export ${name}='${value.replaceAll("'", "'\\''")}'`));
}

const [command, ...folders] = process.argv.slice(2);
switch (command) {
  case "prepare":
    prepare(...folders);
    break;
  case "environment":
    environment(...folders);
    break;
  default:
    console.error("prepare <synth> <out>, or environment <synth> <exports>");
    process.exit(2);
}
