"""The question bank: what authors write in YAML, checked and compiled to what is scored, shown and said."""

from courseware.bank.compile import CompiledItem
from courseware.bank.load import Bank, Unit, UnitModule, load_bank

__all__ = ["Bank", "CompiledItem", "Unit", "UnitModule", "load_bank"]
