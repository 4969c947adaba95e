import Testing
import WorkStealing

@Suite struct LifecycleTests {
  @Test("a pool without tasks closes when its body ends")
  func empty() {
    let lifecycle = Lifecycle()
    let closedBefore = lifecycle.isClosed
    let didClose = lifecycle.beginDraining()
    let closedAfter = lifecycle.isClosed
    #expect(!closedBefore)
    #expect(didClose)
    #expect(closedAfter)
  }

  @Test("an idle pool stays open while its body runs")
  func staysOpen() {
    let lifecycle = Lifecycle()
    let wasAdmitted = lifecycle.admitTask()
    let didClose = lifecycle.finishTask()
    let isClosed = lifecycle.isClosed
    #expect(wasAdmitted)
    #expect(!didClose)
    #expect(!isClosed)
  }

  @Test("the last task to finish closes a draining pool, with those it submitted on the way")
  func drains() {
    let lifecycle = Lifecycle()
    let parentWasAdmitted = lifecycle.admitTask()
    let closedByBody = lifecycle.beginDraining()
    let childWasAdmitted = lifecycle.admitTask()
    let closedByParent = lifecycle.finishTask()
    let closedByChild = lifecycle.finishTask()
    #expect([parentWasAdmitted, closedByBody, childWasAdmitted] == [true, false, true])
    #expect([closedByParent, closedByChild] == [false, true])
  }

  @Test("a closed pool admits nothing")
  func closed() {
    let lifecycle = Lifecycle()
    let didClose = lifecycle.beginDraining()
    let wasAdmitted = lifecycle.admitTask()
    #expect(didClose)
    #expect(!wasAdmitted)
  }
}
