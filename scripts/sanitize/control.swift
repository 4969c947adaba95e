// Shows that a clean run can be believed: each argument but `sound` makes a fault that must be found.

import CControl

let fault = CommandLine.arguments.dropFirst().first ?? "sound"
let numbers = UnsafeMutablePointer<Double>.allocate(capacity: 8)
numbers.initialize(repeating: 0, count: 8)
// From outside, so that nothing is computed while this is compiled.
let count = Int32(CommandLine.arguments.count) - 1
switch fault {
case "shift": print(control_shift(1, 31 + count))
case "sum": print(control_sum(.max, count))
case "store-in-c": control_store(numbers, 7 + count, 1)
case "store-in-swift": numbers[7 + Int(count)] = 1
case "freed":
  numbers.deallocate()
  print(numbers[0])
default: print(control_shift(1, count) + UInt32(control_sum(1, count)))
}
