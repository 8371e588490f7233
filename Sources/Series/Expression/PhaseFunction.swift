/// A function of an angle that grows by equal steps.
package enum PhaseFunction: Hashable, Sendable {
  case sine
  case cosine
}
