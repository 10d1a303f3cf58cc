"""What can go wrong with simulations."""

from shared.errors import Missing
from shared.language import Text


class SimulationUnknown(Missing):
    """The draft has no such simulation."""

    title = Text("Simulasi tidak dikenal", "Simulation unknown")
    detail = Text(
        "Tidak ada simulasi {simulation_id} untuk rancangan ini.",
        "This draft has no simulation {simulation_id}.",
    )
