/** Makes a value unchangeable, however deep it goes, so that a change to it throws. */
export function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
