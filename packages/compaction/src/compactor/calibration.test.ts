import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCalibration } from "./calibration.ts";

describe("createCalibration", () => {
  it("takes the first observation over as it is, and later ones in small steps", () => {
    const calibration = createCalibration();
    calibration.observe(1_000, 1_300);
    expect(calibration.scale()).toBeCloseTo(1.3);
    calibration.observe(1_000, 1_000);
    expect(calibration.scale()).toBeCloseTo(1.24);
  });

  it("comes close to a provider that counts steadily, whatever it began with", () => {
    const calibration = createCalibration();
    calibration.observe(1_000, 600);
    for (let times = 0; times < 30; times += 1) calibration.observe(1_000, 1_100);
    expect(calibration.scale()).toBeCloseTo(1.1, 2);
  });

  it("learns from an overflow that its scale was too small, and never that it was too large", () => {
    const calibration = createCalibration();
    calibration.observeOverflow(1_000, 1_200);
    expect(calibration.scale()).toBeCloseTo(1.26);
    calibration.observeOverflow(1_000, 900);
    expect(calibration.scale()).toBeCloseTo(1.26);
  });

  it("stays between a half and two, whatever it is told", () => {
    const numbers = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(numbers, numbers), { maxLength: 20 }), (observations) => {
        const calibration = createCalibration();
        for (const [counted, reported] of observations) {
          calibration.observe(counted, reported);
          calibration.observeOverflow(reported, counted);
          expect(calibration.scale()).toBeGreaterThanOrEqual(0.5);
          expect(calibration.scale()).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  it("goes on from its state", () => {
    const calibration = createCalibration();
    calibration.observe(1_000, 1_300);
    const again = createCalibration(JSON.parse(JSON.stringify(calibration.state())));
    again.observe(1_000, 1_000);
    calibration.observe(1_000, 1_000);
    expect(again.scale()).toBe(calibration.scale());
  });
});
