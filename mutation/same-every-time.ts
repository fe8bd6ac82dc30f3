// Makes two runs of the same tests the same, so that a score can be compared with the last one: random tests
// get a fixed seed, and an hledger that may be installed here is not asked.
import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_122 });
process.env.PATH = "";
