"""Numpy arrays as VTK's and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.util import numpy_support

_support: Any = numpy_support  # it has no annotations


def vtk_array(of: npt.NDArray[Any]) -> Any:
    """Return a copy as VTK's array of the same number type."""
    return _support.numpy_to_vtk(np.ascontiguousarray(of), deep=True)


def vtk_ids(of: npt.NDArray[np.int64]) -> Any:
    """Return a copy as VTK's array of ids."""
    return _support.numpy_to_vtkIdTypeArray(np.ascontiguousarray(of), deep=True)


def shared_array(of: npt.NDArray[Any]) -> Any:
    """Return VTK's array over the same memory; it holds the array, which must not be changed any more."""
    return _support.numpy_to_vtk(np.ascontiguousarray(of))


def shared_ids(of: npt.NDArray[np.int64]) -> Any:
    """Return VTK's array of ids over the same memory; it holds the array, which must not be changed any more."""
    return _support.numpy_to_vtkIdTypeArray(np.ascontiguousarray(of))


def numpy_view(of: Any) -> npt.NDArray[Any]:
    """Return VTK's array without copying."""
    found: npt.NDArray[Any] = _support.vtk_to_numpy(of)
    return found
