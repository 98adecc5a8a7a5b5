import { Fragment } from "react";

/** Variables of the environment as they are written there. */
export function VariableNames({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <Fragment key={name}>
      {index > 0 && ", "}
      <code className="font-mono text-sm">{name}</code>
    </Fragment>
  ));
}
