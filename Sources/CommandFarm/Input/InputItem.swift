/// What an input consists of.
public enum InputItem: Hashable, Sendable {
  case task(FarmTask)
  /// `#mpisum: barrier`: what follows waits until all before it has ended.
  case barrier
}
