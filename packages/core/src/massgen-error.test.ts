import { describe, expect, it } from "vitest";
import { MassGenError } from "./massgen-error.ts";

describe("MassGenError", () => {
  it("says the problem and then what to do", () => {
    const error = new MassGenError("The file is empty.", { code: "empty-file", remedy: "Name another one." });
    expect(error.message).toBe("The file is empty. Name another one.");
    expect(error).toMatchObject({ code: "empty-file", problem: "The file is empty.", remedy: "Name another one." });
  });

  it("carries its cause only where there is one", () => {
    const cause = new Error("low level");
    expect(new MassGenError("A.", { code: "a", remedy: "B.", cause }).cause).toBe(cause);
    expect("cause" in new MassGenError("A.", { code: "a", remedy: "B." })).toBe(false);
  });

  it("is recognised across copies of the package, and by subclasses", () => {
    class Derived extends MassGenError {}
    const foreign = Object.assign(new Error("x"), { [Symbol.for("massgen.error")]: true });
    expect(MassGenError.isInstance(foreign)).toBe(true);
    expect(MassGenError.isInstance(new Derived("A.", { code: "a", remedy: "B." }))).toBe(true);
    expect(new Derived("A.", { code: "a", remedy: "B." }).name).toBe("Derived");
    for (const other of [new Error("x"), null, undefined, "text", {}])
      expect(MassGenError.isInstance(other)).toBe(false);
  });
});
