// Hostile code in the frame: each time a person chooses, the next wave goes out.

begin()
let chosen = 0
addEventListener('change', ({ target }) => {
  attack(chosen, target.labels[0].textContent)
  chosen += 1
})
